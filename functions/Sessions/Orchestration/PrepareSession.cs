using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Finds out where an attempt stands, and captures the options it goes by. Reads only.</summary>
public sealed class PrepareSession(ISessionStore sessions, IOptions<SessionOptions> options)
{
    [Function(nameof(PrepareSession))]
    public async Task<SessionPlan> RunAsync(
        [ActivityTrigger] SessionReference session, CancellationToken cancellationToken)
    {
        var record = await sessions.FindAsync(session.Workspace, session.Id, cancellationToken);
        var times = options.Value;
        return new()
        {
            Readiness = ReadinessOf(record, session),
            // One that has a successor may have had a group: nothing says that it had none.
            MayHaveGroup = record is not null && (record.Attempt != session.Attempt || record.ProvisioningOn is not null),
            StartTimeoutSeconds = times.StartTimeoutSeconds,
            StopTimeoutSeconds = times.StopTimeoutSeconds,
            DeletionTimeoutSeconds = times.DeletionTimeoutSeconds,
            FirstWatchSeconds = times.FirstWatchSeconds,
            MaxWatchSeconds = times.MaxWatchSeconds,
        };
    }

    private static SessionReadiness ReadinessOf(SessionRecord? record, SessionReference session) => record switch
    {
        null => SessionReadiness.Closed,
        _ when record.State.IsOver() || record.Attempt != session.Attempt => SessionReadiness.Closed,
        { StopRequestedOn: not null } => SessionReadiness.StopRequested,
        _ => SessionReadiness.Wanted,
    };
}
