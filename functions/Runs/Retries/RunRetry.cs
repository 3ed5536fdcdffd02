namespace CloudWorkspaces.Runs.Retries;

/// <summary>When a run that has failed is tried again. Every attempt has a container group and blobs of its own.</summary>
public sealed record RunRetry
{
    public const int MaxMaxAttempts = 10;
    public const int MaxBackoffSeconds = 3_600;

    /// <summary>What is nobody's fault and may well go better the next time.</summary>
    public static IReadOnlyList<string> DefaultCauses { get; } =
        [RunCauses.Preempted, RunCauses.PlatformError, RunCauses.StorageUnavailable, RunCauses.StartTimeout];

    /// <summary>The causes that another attempt can change anything about.</summary>
    public static IReadOnlyList<string> AllCauses { get; } =
    [
        .. DefaultCauses, RunCauses.ImageUnavailable, RunCauses.MountFailed, RunCauses.PackagesFailed,
        RunCauses.KernelUnavailable, RunCauses.KernelDied, RunCauses.OutOfMemory, RunCauses.NotebookError,
        RunCauses.CellTimeout, RunCauses.RunTimeout,
    ];

    /// <summary>1 to 10 with the first one, default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Codes of causes, out of <see cref="AllCauses"/>.</summary>
    public IReadOnlyList<string> On { get; init; } = DefaultCauses;

    /// <summary>Before the second attempt; twice as long before each further one, an hour at most. 1 to 3,600, default 10.</summary>
    public int BackoffSeconds { get; init; } = 10;

    public OutOfMemoryRetry OnOutOfMemory { get; init; }
}
