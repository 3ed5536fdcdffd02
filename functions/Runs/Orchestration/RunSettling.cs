using CloudWorkspaces.Runs.Admission;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Writes a run's end, the first one that comes, and gives its room to others. Idempotent.</summary>
public sealed class RunSettling(
    IRunStore runs, RunAdmission admission, IEnumerable<IRunFollower> followers, TimeProvider time, ILogger<RunSettling> logger)
{
    public async Task SettleAsync(
        RunSettlement settlement, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var run = settlement.Run;
        RunRecord? settled = null;
        try
        {
            settled = await runs.UpdateAsync(
                run.Workspace, run.Id, current => Settle(current, settlement.Ending), cancellationToken);
        }
        catch (RunNotFoundException)
        {
            // Its places are given back all the same.
        }

        var granted = await admission.SettleAsync(run, settlement.MayHaveGroup, cancellationToken);
        await AdmittedRuns.TellAsync(client, granted, logger, cancellationToken);
        if (settled is not null)
        {
            foreach (var follower in followers)
            {
                await follower.SettledAsync(settled, client, cancellationToken);
            }
        }
    }

    private RunRecord Settle(RunRecord current, RunEnding ending)
    {
        if (current.State.IsTerminal())
        {
            return current;
        }

        var truth = current.CancelRequestedOn is null ? ending.Unasked() : ending;
        return current with
        {
            State = truth.State,
            Cause = truth.Cause,
            StartedOn = current.StartedOn ?? ending.StartedOn,
            EndedOn = time.GetUtcNow(),
        };
    }
}
