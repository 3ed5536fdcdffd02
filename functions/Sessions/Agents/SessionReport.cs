using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions.Agents;

/// <summary>The body of <c>events</c>. Fields that a newer agent sends beside these are ignored.</summary>
public sealed record SessionReport
{
    public const string Started = "started";
    public const string Ready = "ready";
    public const string Settled = "settled";

    /// <summary>One of the constants.</summary>
    public string? Type { get; init; }

    /// <summary>For settled.</summary>
    public RunCause? Cause { get; init; }
}
