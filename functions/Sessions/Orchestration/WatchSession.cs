using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// Looks at a session, notes in its row what events or an earlier step should have, and decides whether it goes on.
/// Idempotent.
/// </summary>
public sealed class WatchSession(
    ISessionStore sessions, ISessionGroups groups, SessionBlobs blobs, TimeProvider time, ILogger<WatchSession> logger)
{
    [Function(nameof(WatchSession))]
    public async Task<SessionVerdict> RunAsync(
        [ActivityTrigger] SessionWatch watch, CancellationToken cancellationToken)
    {
        var session = watch.Session;

        // The group first: what an ended group has written is complete in the reads that follow.
        var group = await LookAsync(session, cancellationToken);
        var status = await blobs.StatusAsync(session, cancellationToken);
        var record = await sessions.UpdateAsync(
            session.Workspace, session.Id, current => Note(current, session, group, status), cancellationToken);
        return SessionWatchRules.Decide(new()
        {
            Session = session,
            Record = record,
            Group = group,
            Status = status,
            Now = time.GetUtcNow(),
            StartTimeoutSeconds = watch.StartTimeoutSeconds,
        });
    }

    private static SessionRecord Note(
        SessionRecord current, SessionReference session, SessionGroup? group, SessionStatus? status)
    {
        if (current.Attempt != session.Attempt || current.State.IsOver())
        {
            return current;
        }

        var located = current with { Address = current.Address ?? group?.Address };
        return status?.Session?.ReadyOn is { } readyOn ? SessionStarted.Ready(located, readyOn) : located;
    }

    /// <summary>A group that cannot be looked at is taken for alive: the session's deadlines hold all the same.</summary>
    private async Task<SessionGroup?> LookAsync(SessionReference session, CancellationToken cancellationToken)
    {
        try
        {
            return await groups.FindAsync(session, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            RunLog.GroupNotSeen(logger, session.InstanceId, exception);
            return new() { State = new() };
        }
    }
}
