namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>The input of <see cref="WatchSession"/>.</summary>
public sealed record SessionWatch
{
    public required SessionReference Session { get; init; }
    public required int StartTimeoutSeconds { get; init; }
}
