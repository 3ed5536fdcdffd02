using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Batches;

/// <summary>A batch as it is listed: one table row.</summary>
public sealed record BatchRecord
{
    public required string Workspace { get; init; }
    public required RunId Id { get; init; }
    public string? Name { get; init; }
    public required BatchState State { get; init; }

    /// <summary>As <see cref="RunRecord.Notebook"/>.</summary>
    public required string Notebook { get; init; }

    public required string Environment { get; init; }
    public required string Flavor { get; init; }
    public required int Total { get; init; }

    /// <summary>As of the last step of the batch's orchestration.</summary>
    public required BatchCounts Counts { get; init; }

    /// <summary>How many items have a run at the same time, at most.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Whether the first failure ends it.</summary>
    public bool FailFast { get; init; }

    /// <summary>1, and one more each time that what had failed is tried again.</summary>
    public int Round { get; init; } = 1;

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public DateTimeOffset? EndedOn { get; init; }
    public DateTimeOffset? CancelRequestedOn { get; init; }

    public BatchReference Reference => new(Workspace, Id.Value);
}
