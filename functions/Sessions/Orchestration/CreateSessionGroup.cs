using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// Creates an attempt's container group, and notes where it will be found. Idempotent; a late duplicate creates
/// nothing, because the session is ready, over, or at another attempt by then.
/// </summary>
public sealed class CreateSessionGroup(
    ISessionStore sessions,
    ISessionGroups groups,
    SessionMeters meters,
    TimeProvider time,
    ILogger<CreateSessionGroup> logger)
{
    [Function(nameof(CreateSessionGroup))]
    public async Task<GroupCreation> RunAsync(
        [ActivityTrigger] SessionReference session, CancellationToken cancellationToken)
    {
        var record = await sessions.UpdateAsync(session.Workspace, session.Id, Provision, cancellationToken);
        if (record is null || record.State.IsOver() || record.Attempt != session.Attempt)
        {
            return new() { Outcome = GroupCreationOutcome.Ended, Ending = RunEnding.Cancelled };
        }

        // At work, or about to be stopped: the next look at the session tells which.
        if (record.State is not SessionState.Starting)
        {
            return new() { Outcome = GroupCreationOutcome.Created };
        }

        await meters.OpenAsync(record, cancellationToken);
        var creation = await groups.CreateAsync(record, cancellationToken);
        if (creation.Outcome is not GroupCreationOutcome.Created)
        {
            await meters.DiscardAsync(session, cancellationToken);
        }

        if (creation.Outcome is GroupCreationOutcome.Retry)
        {
            RunLog.GroupPostponed(logger, session.InstanceId, creation.Reason ?? "no reason given");
        }

        return creation;

        SessionRecord Provision(SessionRecord current) =>
            current is { State: SessionState.Starting, ProvisioningOn: null } && current.Attempt == session.Attempt
                ? current with { ProvisioningOn = time.GetUtcNow() }
                : current;
    }
}
