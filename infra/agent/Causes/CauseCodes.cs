namespace CloudWorkspaces.Agent.Causes;

/// <summary>The causes that the agent can find; the app knows some more.</summary>
internal static class CauseCodes
{
    public const string Completed = "completed";
    public const string NotebookError = "notebook-error";
    public const string KernelDied = "kernel-died";
    public const string KernelUnavailable = "kernel-unavailable";
    public const string OutOfMemory = "out-of-memory";
    public const string CellTimeout = "cell-timeout";
    public const string StartTimeout = "start-timeout";
    public const string RunTimeout = "run-timeout";
    public const string StorageUnavailable = "storage-unavailable";
    public const string InvalidNotebook = "invalid-notebook";
    public const string InvalidParameters = "invalid-parameters";
    public const string Cancelled = "cancelled";

    /// <summary>The service, not the user, ended the container.</summary>
    public const string Preempted = "preempted";

    public const string MountFailed = "mount-failed";

    /// <summary>What was installed in sessions could not be restored.</summary>
    public const string PackagesFailed = "packages-failed";

    /// <summary>Of a session: JupyterLab ended by itself again and again.</summary>
    public const string LabCrashed = "lab-crashed";

    public const string PlatformError = "platform-error";
}
