namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>A turn of an orchestrator: at what time it was told what, and what it asked for then.</summary>
internal sealed record HistoryTurn
{
    public required DateTime At { get; init; }

    public required IReadOnlyList<TurnEvent> Events { get; init; }

    public required IReadOnlyList<TurnAction> Actions { get; init; }
}
