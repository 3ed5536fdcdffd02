using CloudWorkspaces.Sessions.Groups;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>What <see cref="WatchSession"/> found.</summary>
internal sealed record SessionFacts
{
    public required SessionReference Session { get; init; }

    public SessionRecord? Record { get; init; }

    /// <summary>Null when there is no such group.</summary>
    public SessionGroup? Group { get; init; }

    public SessionStatus? Status { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required int StartTimeoutSeconds { get; init; }
}
