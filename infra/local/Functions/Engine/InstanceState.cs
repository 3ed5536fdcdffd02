using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>The status row of an instance.</summary>
internal sealed record InstanceState
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string Version { get; init; } = "";

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    /// <summary>Counts the starts under this id; rows of another execution are void.</summary>
    public int Execution { get; init; }

    /// <summary>Counts continue-as-new within the execution.</summary>
    public int Generation { get; init; }

    /// <summary>Turns in the history of this generation.</summary>
    public int Turns { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public required DateTimeOffset UpdatedOn { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public Failure? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Names the write that made this row, so that a lost answer can be told from a lost write.</summary>
    public required string Commit { get; init; }

    public bool IsTerminal => Status is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}
