namespace CloudWorkspaces.Sessions;

/// <summary>How long a session has still to live, as things stand.</summary>
public sealed record SessionLife
{
    /// <summary>Null while something goes on in it, and while it is not known.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>When it is to be stopped unless something happens; null before it is ready.</summary>
    public DateTimeOffset? StopsOn { get; init; }

    /// <summary><see cref="SessionCauses.Idle"/> or <see cref="SessionCauses.MaxAge"/>.</summary>
    public string? StopsBecause { get; init; }
}
