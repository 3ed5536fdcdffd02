using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Retention;

/// <summary>
/// Removes the runs that workspaces do not keep. A round removes some of each workspace and the next goes on, so that no
/// round is long and none keeps others from theirs.
/// </summary>
public sealed partial class RunRetention(
    WorkspaceStore workspaces, IRunStore runs, RunRemoval removal, TimeProvider time, ILogger<RunRetention> logger)
{
    private const int PageSize = 200;

    /// <summary>Runs of one workspace that one round removes: 100,000 are gone within three days.</summary>
    internal int MaxRemoved { get; init; } = 400;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var workspace in workspaces.ListAsync(cancellationToken))
        {
            if (workspace is { State: WorkspaceState.Active, Retention: { } retention })
            {
                await TryAsync(workspace.Name.Value, retention, cancellationToken);
            }
        }
    }

    private async Task TryAsync(string workspace, WorkspaceRetention retention, CancellationToken cancellationToken)
    {
        try
        {
            var removed = await SweepAsync(workspace, retention, cancellationToken);
            if (removed > 0)
            {
                LogRemoved(removed, workspace);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, workspace);
        }
    }

    private async Task<int> SweepAsync(string workspace, WorkspaceRetention retention, CancellationToken cancellationToken)
    {
        var (now, newer, removed) = (time.GetUtcNow(), 0, 0);
        string? cursor = null;
        do
        {
            var page = await runs.ListAsync(workspace, Query(retention, now, cursor), cancellationToken);
            foreach (var run in page.Items.Where(RetentionRules.Counts))
            {
                if (RetentionRules.LetsGo(run, newer, retention, now))
                {
                    await RemoveAsync(run, cancellationToken);
                    removed++;
                    if (removed == MaxRemoved)
                    {
                        return removed;
                    }
                }

                newer++;
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);
        return removed;
    }

    /// <summary>Where only age counts, younger runs need not be read.</summary>
    private static RunQuery Query(WorkspaceRetention retention, DateTimeOffset now, string? cursor) => new()
    {
        Limit = PageSize,
        Cursor = cursor,
        CreatedBefore = retention is { Runs: null, Days: { } days } ? now - TimeSpan.FromDays(days) : null,
    };

    private async Task RemoveAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            await removal.RemoveAsync(new RunReference(run.Workspace, run.Id.Value), _ => { }, cancellationToken);
        }
        catch (Exception exception) when (exception is ProblemException or RunNotFoundException)
        {
            // Somebody has pinned or removed it meanwhile.
        }
    }

    [LoggerMessage(211, LogLevel.Information, "Retention has removed {Count} runs of workspace {Workspace}.")]
    private partial void LogRemoved(int count, string workspace);

    [LoggerMessage(212, LogLevel.Warning, "Retention of workspace {Workspace} failed; the next round tries again.")]
    private partial void LogFailed(Exception exception, string workspace);
}
