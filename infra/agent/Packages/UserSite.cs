using System.Text.RegularExpressions;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>Where pip puts what a user installs: Python's user site, on local disk.</summary>
/// <param name="Base">Python's own word for the folder: PYTHONUSERBASE.</param>
/// <param name="Python">The interpreter, as <c>python3.13</c>.</param>
internal sealed partial record UserSite(string Base, string Python)
{
    public const string BaseVariable = "PYTHONUSERBASE";

    private const string ProfileFolder = "/etc/profile.d";

    public string Scripts => Path.Combine(Base, "bin");

    public string Packages => Path.Combine(Base, "lib", Python, "site-packages");

    /// <summary>Null when the interpreter's version cannot be told from its file's name.</summary>
    /// <param name="userBase">The base.</param>
    /// <param name="python">The interpreter's path; links are followed.</param>
    public static UserSite? Find(string userBase, string python)
    {
        var name = Path.GetFileName(File.ResolveLinkTarget(python, returnFinalTarget: true)?.FullName ?? python);
        return Version().IsMatch(name) ? new(userBase, name) : null;
    }

    /// <summary>A Python looks there only if the folder exists when it starts, and kernels start before anything is installed.</summary>
    /// <param name="python">The interpreter's path.</param>
    /// <param name="user">Whose it is.</param>
    public void Create(string python, LocalUser user)
    {
        foreach (var folder in (string[])[Base, Path.Combine(Base, "lib"), Path.Combine(Base, "lib", Python), Packages])
        {
            Directory.CreateDirectory(folder);
            RunFolders.Give(folder, user);
        }

        if (PipSettings.Path(python, Python, user) is { } settings)
        {
            File.WriteAllText(settings, PipSettings.Content);
        }

        // Login shells, as terminals have them, begin with a path of their own.
        if (Directory.Exists(ProfileFolder))
        {
            File.WriteAllText(Path.Combine(ProfileFolder, "cloud-workspaces.sh"), $"PATH=\"{Scripts}:$PATH\"\n");
        }
    }

    [GeneratedRegex(@"^python3\.\d+$")]
    private static partial Regex Version();
}
