using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Sessions.Groups;

/// <summary>What a session's container group shows of itself.</summary>
public sealed record SessionGroup
{
    public required RunGroup State { get; init; }

    /// <summary>Where browsers find JupyterLab; null while the group has no address.</summary>
    public string? Address { get; init; }
}
