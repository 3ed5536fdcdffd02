using CloudWorkspaces.Agent.Activity;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>What a session's status.json says beside what a run's does.</summary>
internal sealed record SessionProgress
{
    public DateTimeOffset? PreflightOn { get; init; }

    public DateTimeOffset? LabOn { get; init; }

    public DateTimeOffset? ReadyOn { get; init; }

    public SessionActivity? Activity { get; init; }

    /// <summary>The newest, oldest first.</summary>
    public IReadOnlyList<SessionRestart>? Restarts { get; init; }

    public long OutOfMemoryKills { get; init; }
}
