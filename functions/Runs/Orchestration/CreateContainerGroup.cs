using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// Moves a run to provisioning and creates its container group. Idempotent; a late duplicate creates nothing, because
/// the run is terminal or at work by then.
/// </summary>
public sealed class CreateContainerGroup(
    IRunStore runs, IRunGroups groups, RunMeters meters, TimeProvider time, ILogger<CreateContainerGroup> logger)
{
    [Function(nameof(CreateContainerGroup))]
    public async Task<GroupCreation> RunAsync(
        [ActivityTrigger] RunAttempt attempt, CancellationToken cancellationToken)
    {
        var (run, number) = (attempt.Run, attempt.Attempt);
        RunRecord record;
        try
        {
            record = await runs.UpdateAsync(run.Workspace, run.Id, Provision, cancellationToken);
        }
        catch (RunNotFoundException)
        {
            return new() { Outcome = GroupCreationOutcome.Ended, Ending = RunEnding.Cancelled };
        }

        if (record.State is RunState.Accepted || record.State.IsTerminal() || record.Attempt != number)
        {
            return new() { Outcome = GroupCreationOutcome.Ended, Ending = RunEnding.Cancelled };
        }

        // At work, or about to be stopped: the next look at the run tells which.
        if (record.State is RunState.Running || record.CancelRequestedOn is not null)
        {
            return new() { Outcome = GroupCreationOutcome.Created };
        }

        await meters.OpenAsync(record, cancellationToken);
        var creation = await groups.CreateAsync(record, cancellationToken);
        if (creation.Outcome is not GroupCreationOutcome.Created)
        {
            await meters.DiscardAsync(attempt, cancellationToken);
        }

        if (creation.Outcome is GroupCreationOutcome.Retry)
        {
            RunLog.GroupPostponed(logger, run.RunId, creation.Reason ?? "no reason given");
        }

        return creation;

        RunRecord Provision(RunRecord current) =>
            current.State is RunState.Accepted && current.CancelRequestedOn is null && current.Attempt == number
                ? current with { State = RunState.Provisioning, ProvisioningOn = time.GetUtcNow() }
                : current;
    }
}
