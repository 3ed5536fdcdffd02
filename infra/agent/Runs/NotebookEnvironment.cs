using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>The environment variables that papermill and its kernel see.</summary>
internal static class NotebookEnvironment
{
    private const string DefaultPath = "/usr/local/bin:/usr/bin:/bin";

    private static readonly (string Name, string Folder)[] LocalFolders =
    [
        ("JUPYTER_RUNTIME_DIR", "jupyter"),
        ("JUPYTER_DATA_DIR", "jupyter-data"),
        ("IPYTHONDIR", "ipython"),
        ("XDG_CACHE_HOME", "cache"),
        ("MPLCONFIGDIR", "matplotlib"),
        ("VIRTUALENV_OVERRIDE_APP_DATA", "virtualenv"),
    ];

    /// <summary>
    /// The container's own variables without the agent's. Home is a network share, mounted by root with a fixed owner
    /// and mode: what needs permissions, locks or speed is on local disk. Such variables yield to the image's, the
    /// user's identity does not.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Create(
        IReadOnlyDictionary<string, string> container, LocalUser user, RunFolders folders)
    {
        var environment = container
            .Where(pair => !pair.Key.StartsWith(AgentSettings.Prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        environment["HOME"] = user.Home;
        environment["USER"] = environment["LOGNAME"] = user.Name;
        environment["PWD"] = folders.Start;
        environment["CLOUD_WORKSPACES_OUTPUTS"] = folders.Outputs;
        foreach (var (name, folder) in LocalFolders)
        {
            environment.TryAdd(name, Path.Combine(folders.Scratch, folder));
        }

        environment.TryAdd(UserSite.BaseVariable, folders.UserBase);
        var installed = environment[UserSite.BaseVariable];
        environment["PATH"] = $"{Path.Combine(installed, "bin")}:{environment.GetValueOrDefault("PATH", DefaultPath)}";

        // Debian's pip refuses to install beside Debian's packages, even where it does not touch them.
        environment.TryAdd("PIP_BREAK_SYSTEM_PACKAGES", "1");

        // Kernels that the user has put into home or installed are found, though Jupyter's data is elsewhere.
        environment.TryAdd(
            "JUPYTER_PATH",
            $"{Path.Combine(user.Home, ".local", "share", "jupyter")}:{Path.Combine(installed, "share", "jupyter")}");
        environment.TryAdd("LANG", "C.UTF-8");

        // Else kernels warn of frozen modules whenever a debugger might be attached.
        environment.TryAdd("PYDEVD_DISABLE_FILE_VALIDATION", "1");
        return environment;
    }

    /// <summary>What is known of a run or session only once it is claimed, by the same names in both.</summary>
    /// <param name="mode"><c>run</c> or <c>session</c>.</param>
    /// <param name="id">Of the run or session.</param>
    /// <param name="workspace">Its name.</param>
    /// <param name="mounts">Those of its mounts, which are made after the claim.</param>
    public static IReadOnlyDictionary<string, string> Identify(
        string mode, string id, string workspace, IEnumerable<KeyValuePair<string, string>> mounts) =>
        new Dictionary<string, string>(mounts)
        {
            ["CLOUD_WORKSPACES_MODE"] = mode,
            ["CLOUD_WORKSPACES_ID"] = id,
            ["CLOUD_WORKSPACES_WORKSPACE"] = workspace,
        };
}
