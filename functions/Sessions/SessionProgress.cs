namespace CloudWorkspaces.Sessions;

/// <summary>What the agent keeps about its session in <c>status.json</c>.</summary>
public sealed record SessionProgress
{
    public DateTimeOffset? PreflightOn { get; init; }

    /// <summary>When JupyterLab's process was started.</summary>
    public DateTimeOffset? LabOn { get; init; }

    public DateTimeOffset? ReadyOn { get; init; }
    public SessionActivity? Activity { get; init; }

    /// <summary>The newest restarts of JupyterLab after it had ended by itself.</summary>
    public IReadOnlyList<SessionRestart>? Restarts { get; init; }

    /// <summary>Processes killed since the start because the container was out of memory.</summary>
    public long OutOfMemoryKills { get; init; }
}
