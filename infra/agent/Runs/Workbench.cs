using System.Collections;
using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>What the image must offer: the user and a papermill. Found before the job is known, to lose no time.</summary>
internal sealed record Workbench(LocalUser User, string Python, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Null when what users install goes where the image says, or its Python does not tell its version.</summary>
    public UserSite? Site { get; private init; }

    public const string UserName = "jovyan";

    /// <exception cref="RunFailedException">The image lacks one of them.</exception>
    public static Workbench Find(RunFolders folders)
    {
        var user = LocalUser.Find(File.Exists("/etc/passwd") ? File.ReadLines("/etc/passwd") : [], UserName)
            ?? throw Lacks($"the user {UserName}");
        var python = PapermillScript.FindPython(System.Environment.GetEnvironmentVariable("PATH"))
            ?? throw Lacks("papermill");
        var container = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
        var environment = NotebookEnvironment.Create(container, user, folders);
        return new Workbench(user, python, environment)
        {
            Site = environment[UserSite.BaseVariable] == folders.UserBase ? UserSite.Find(folders.UserBase, python) : null,
        };
    }

    public void CreateFolders(RunFolders folders)
    {
        folders.Create(User);
        Site?.Create(Python, User);
    }

    public PapermillProcess StartPapermill(RunFolders folders)
    {
        CreateFolders(folders);
        PapermillProcess.WriteLauncher(folders.Launcher);
        return PapermillProcess.Start(Python, folders.Launcher, User, Environment, folders.Log);
    }

    private static RunFailedException Lacks(string what) =>
        new(CauseCodes.PlatformError, $"The environment's image cannot run notebooks: it lacks {what}.");
}
