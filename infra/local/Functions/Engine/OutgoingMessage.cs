namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>
/// Something that a turn sends to another instance: an event for it, or its start. Delivered exactly once.
/// </summary>
internal sealed record OutgoingMessage
{
    public required string Target { get; init; }

    public TurnEvent? Event { get; init; }

    /// <summary>The execution of the target that is meant; null for the current one.</summary>
    public int? TargetExecution { get; init; }

    /// <summary>The orchestrator to start as a sub-orchestration; null for an event.</summary>
    public string? StartName { get; init; }

    public string? StartInput { get; init; }

    public string? StartVersion { get; init; }

    public ParentLink? Parent { get; init; }
}
