using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>The folders of a run on the container's own disk.</summary>
internal sealed record RunFolders
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Readable = Private |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>The workspace's home, where it is mounted.</summary>
    public const string Home = "/home/jovyan";

    /// <summary>Where the notebook runs, unless it is one in home; the user's.</summary>
    public string Work { get; init; } = "/work";

    /// <summary>Where the user's first process starts: in a session in home.</summary>
    public string Start { get; init; } = "/work";

    /// <summary>The checkout of the repository that the notebook is in.</summary>
    public string Source => Path.Combine(Work, "source");

    /// <summary>What the run is to keep.</summary>
    public string Outputs => Path.Combine(Work, "outputs");

    /// <summary>Jupyter's and IPython's state, caches and the result notebook: the user's, and never on a share.</summary>
    public string Scratch { get; init; } = "/tmp/cloud-workspaces";

    /// <summary>Where Python puts what its user installs.</summary>
    public string UserBase => Path.Combine(Scratch, "python");

    /// <summary>The agent's own files, which the user may read at most.</summary>
    public string Agent { get; init; } = "/tmp/cloud-workspaces-agent";

    public string Launcher => Path.Combine(Agent, "launcher.py");

    public string LabLauncher => Path.Combine(Agent, "lab.py");

    public string Log => Path.Combine(Agent, "log.txt");

    public string Metrics => Path.Combine(Agent, "metrics.ndjson");

    public string Result => Path.Combine(Scratch, "result", "output.ipynb");

    public string Html => Path.Combine(Scratch, "result", "output.html");

    public void Create(LocalUser user)
    {
        foreach (var folder in (string[])[Work, Outputs, Scratch, Path.GetDirectoryName(Result)!])
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, folder.StartsWith(Work, StringComparison.Ordinal) ? Readable : Private);
            Give(folder, user);
        }
    }

    public void CreateAgents()
    {
        Directory.CreateDirectory(Agent);
        File.SetUnixFileMode(Agent, Readable);
        File.WriteAllText(Log, "");
        File.WriteAllText(Metrics, "");
    }

    public static void Give(string path, LocalUser user) =>
        _ = NativeMethods.ChangeOwner(path, user.UserId, user.GroupId);
}
