using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs.Retention;

/// <summary>Which runs a workspace's retention lets go.</summary>
internal static class RetentionRules
{
    /// <summary>So long after its end nothing writes to a run's blobs any more.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(30);

    /// <param name="run">The run.</param>
    /// <param name="newer">How many newer runs of the workspace there are that are over and not pinned.</param>
    /// <param name="retention">What the workspace keeps.</param>
    /// <param name="now">The time.</param>
    public static bool LetsGo(RunRecord run, int newer, WorkspaceRetention retention, DateTimeOffset now) =>
        Counts(run) && run.EndedOn < now - Settled &&
        (newer >= retention.Runs || run.EndedOn < now - Days(retention));

    /// <summary>Whether the run is one of those that <see cref="WorkspaceRetention.Runs"/> counts.</summary>
    public static bool Counts(RunRecord run) => run.State.IsTerminal() && !run.Pinned;

    private static TimeSpan? Days(WorkspaceRetention retention) =>
        retention.Days is { } days ? TimeSpan.FromDays(days) : null;
}
