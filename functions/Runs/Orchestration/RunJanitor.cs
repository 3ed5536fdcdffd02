using CloudWorkspaces.Runs.Retention;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Repairs runs: starts, ends or forgets those that nobody takes care of.</summary>
public sealed class RunJanitor(IRunStore runs, RunSettling settling, RunRemoval removal, JanitorSweep sweep)
{
    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken) => sweep.OverAsync(
        runs.ActiveAsync(cancellationToken), (run, token) => RepairAsync(run, client, token), cancellationToken);

    private async Task RepairAsync(RunReference run, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var facts = await sweep.FactsAsync(run, client, cancellationToken);
        var repair = JanitorRules.ForRun(facts);
        switch (repair)
        {
            case RunRepair.Start:
                await StartAsync(run, client, cancellationToken);
                break;
            case RunRepair.Settle:
                var settlement = new RunSettlement
                {
                    Run = run,
                    Ending = RunEnding.Failed(RunCauses.PlatformError, "The platform lost track of the run."),
                    MayHaveGroup = facts.Record?.ProvisioningOn is not null,
                };
                await settling.SettleAsync(settlement, client, cancellationToken);
                break;
            case RunRepair.RaiseCancel:
                await client.RaiseEventAsync(run.InstanceId, RunSignals.CancelRequested, null, cancellationToken);
                break;
            case RunRepair.Forget:
                await removal.FinishAsync(run, cancellationToken);
                break;
            default:
                return;
        }

        sweep.Log(repair.ToString(), run);
    }

    private static async Task StartAsync(
        RunReference run, DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                RunSignals.Orchestrator, run, new StartOrchestrationOptions(run.InstanceId), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever accepted the run may have started it in the meantime.
            if (await client.PresenceAsync(run, cancellationToken) is OrchestrationPresence.Missing)
            {
                throw;
            }
        }
    }
}
