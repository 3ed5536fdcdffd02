using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs;

/// <summary>
/// A run as it is listed: one table row. What is large or write-once (parameters, notebook, log, outputs) is in
/// blobs, see <see cref="RunBlobs"/>.
/// </summary>
public sealed record RunRecord
{
    public required string Workspace { get; init; }
    public required RunId Id { get; init; }
    public required RunState State { get; init; }

    /// <summary>Set exactly when <see cref="State"/> is terminal.</summary>
    public RunCause? Cause { get; init; }

    /// <summary>
    /// The notebook's path in the workspace's files, <c>home:</c> and its path in home, <c>git:</c> with repository and
    /// path, or the file name it was uploaded under.
    /// </summary>
    public required string Notebook { get; init; }

    /// <summary>
    /// SHA-256 of the notebook as it is run, lower-case hexadecimal; of one in home or git null until the agent has read it.
    /// </summary>
    public string? NotebookSha256 { get; init; }

    /// <summary>Of a notebook from git, lower-case hexadecimal; null until the agent has fetched it.</summary>
    public string? Commit { get; init; }

    public required string Environment { get; init; }
    public required string Flavor { get; init; }

    /// <summary>The environment's image by digest, as resolved when the run was accepted.</summary>
    public required string Image { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>When the container group began to be created.</summary>
    public DateTimeOffset? ProvisioningOn { get; init; }

    /// <summary>When the agent claimed the run.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When the run reached its terminal state.</summary>
    public DateTimeOffset? EndedOn { get; init; }

    /// <summary>The user who asked for the run.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>What asked for it.</summary>
    public required RunTrigger Trigger { get; init; }

    /// <summary>The name of the schedule that asked for it.</summary>
    public string? Schedule { get; init; }

    /// <summary>The id of the batch that it is an item of.</summary>
    public string? Batch { get; init; }

    /// <summary>The item of the batch, from 0.</summary>
    public int? BatchItem { get; init; }

    /// <summary>The id of the process that it is an execution of.</summary>
    public string? Process { get; init; }

    /// <summary>The id of the run that it repeats.</summary>
    public string? RerunOf { get; init; }

    /// <summary>1 for the first attempt. The notebook, log and outputs of the last attempt are the run's.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Those that have failed, oldest first; null for none.</summary>
    public IReadOnlyList<EndedAttempt>? EarlierAttempts { get; init; }

    /// <summary>Before this time the attempt does not begin; null for the first attempt.</summary>
    public DateTimeOffset? RetryOn { get; init; }

    public RunPriority Priority { get; init; } = RunPriority.Normal;

    /// <summary>When the user asked for cancellation.</summary>
    public DateTimeOffset? CancelRequestedOn { get; init; }

    /// <summary>Whether retention leaves it alone.</summary>
    public bool Pinned { get; init; }

    /// <summary>When its removal began. From then on nobody sees it; its row goes last.</summary>
    public DateTimeOffset? RemovedOn { get; init; }

    /// <summary>From 1, one more with every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When an attempt of it ended; null for one that has not, or that there is not.</summary>
    public DateTimeOffset? EndOf(int attempt) =>
        attempt == Attempt ? EndedOn : EarlierAttempts?.FirstOrDefault(earlier => earlier.Attempt == attempt)?.EndedOn;
}
