using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>The agent's <c>status.json</c>: the record when its events are lost.</summary>
public sealed record SessionStatus
{
    public DateTimeOffset? ClaimedOn { get; init; }
    public DateTimeOffset? UpdatedOn { get; init; }
    public SessionProgress? Session { get; init; }
    public IReadOnlyList<MountProgress>? Mounts { get; init; }

    public SessionPackages? Packages { get; init; }

    /// <summary>Known from the end of JupyterLab on.</summary>
    public RunCause? Cause { get; init; }
}
