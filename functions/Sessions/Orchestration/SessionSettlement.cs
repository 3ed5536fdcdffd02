namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>The input of <see cref="SettleSession"/>.</summary>
public sealed record SessionSettlement
{
    public required SessionReference Session { get; init; }
    public required SessionEnding Ending { get; init; }
}
