using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Orchestration;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions.Agents;

/// <summary>
/// Takes agents' events: how far the start is goes to the session's row, the end to its orchestration. A duplicate
/// changes nothing.
/// </summary>
public sealed class SessionReports(ISessionStore sessions, TimeProvider time)
{
    /// <exception cref="ProblemException">400, 404; 409 when a later attempt exists.</exception>
    internal async Task TakeAsync(
        SessionReference session, SessionReport report, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var errors = SessionReportRules.Check(report);
        if (errors.Count > 0)
        {
            throw new ProblemException(Problems.InvalidRequest(errors));
        }

        var record = await sessions.UpdateAsync(
            session.Workspace, session.Id, current => Apply(current, session, report), cancellationToken);
        if (record is null)
        {
            throw new ProblemException(Problems.NotFound($"There is no session '{session.SessionId}'."));
        }

        if (report.Type is SessionReport.Settled)
        {
            await SettleAsync(session, report, client, cancellationToken);
        }
        else if (record.Attempt != session.Attempt)
        {
            throw new ProblemException(Problems.WrongState($"The session is at attempt {record.Attempt}."));
        }
    }

    /// <summary>Also of an attempt that has a successor: its orchestration waits for its end.</summary>
    private static async Task SettleAsync(
        SessionReference session, SessionReport report, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Nobody waits for it once the orchestration is over, and to raise it then is an error.
        if (await client.PresenceAsync(session.InstanceId, cancellationToken) is OrchestrationPresence.Active)
        {
            await client.RaiseEventAsync(
                session.InstanceId, SessionEvents.AgentSettled, SessionReportRules.ToSettled(report), cancellationToken);
        }
    }

    private SessionRecord Apply(SessionRecord current, SessionReference session, SessionReport report) =>
        (current.Attempt == session.Attempt && !current.State.IsOver(), report.Type) switch
        {
            (true, SessionReport.Started) => current with { StartedOn = current.StartedOn ?? time.GetUtcNow() },
            (true, SessionReport.Ready) => SessionStarted.Ready(current, time.GetUtcNow()),
            _ => current,
        };
}
