namespace CloudWorkspaces.Runs;

/// <summary>The codes of <see cref="RunCause"/>: part of the API and of stored records.</summary>
public static class RunCauses
{
    public const string Completed = "completed";
    public const string NotebookError = "notebook-error";
    public const string KernelDied = "kernel-died";
    public const string KernelUnavailable = "kernel-unavailable";
    public const string OutOfMemory = "out-of-memory";
    public const string CellTimeout = "cell-timeout";
    public const string StartTimeout = "start-timeout";
    public const string RunTimeout = "run-timeout";
    public const string ImageUnavailable = "image-unavailable";
    public const string MountFailed = "mount-failed";

    /// <summary>What was installed in sessions could not be restored.</summary>
    public const string PackagesFailed = "packages-failed";

    public const string StorageUnavailable = "storage-unavailable";
    public const string InvalidNotebook = "invalid-notebook";
    public const string InvalidParameters = "invalid-parameters";
    public const string QuotaExceeded = "quota-exceeded";
    public const string BudgetExceeded = "budget-exceeded";
    public const string Cancelled = "cancelled";
    public const string Preempted = "preempted";
    public const string PlatformError = "platform-error";
}
