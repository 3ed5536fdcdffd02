using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>The environment variables that papermill and its kernel see.</summary>
internal static class NotebookEnvironment
{
    /// <summary>
    /// The container's own variables without the agent's; those that keep Jupyter's state and caches off the home
    /// share yield to the image's, the user's identity does not.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Create(
        IReadOnlyDictionary<string, string> container, LocalUser user, RunFolders folders)
    {
        var environment = container
            .Where(pair => !pair.Key.StartsWith(AgentSettings.Prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        environment["HOME"] = user.Home;
        environment["USER"] = environment["LOGNAME"] = user.Name;
        environment["PWD"] = folders.Work;
        environment["CLOUD_WORKSPACES_OUTPUTS"] = folders.Outputs;
        environment.TryAdd("JUPYTER_RUNTIME_DIR", Path.Combine(folders.Scratch, "jupyter"));
        environment.TryAdd("IPYTHONDIR", Path.Combine(folders.Scratch, "ipython"));
        environment.TryAdd("XDG_CACHE_HOME", Path.Combine(folders.Scratch, "cache"));
        environment.TryAdd("MPLCONFIGDIR", Path.Combine(folders.Scratch, "matplotlib"));
        environment.TryAdd("LANG", "C.UTF-8");
        return environment;
    }
}
