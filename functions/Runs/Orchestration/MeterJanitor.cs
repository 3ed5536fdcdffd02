using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Books what a killed process has not: costs of every kind whose end is known, and the ends of runs' groups.</summary>
public sealed class MeterJanitor(ICostLedger ledger, IRunGroups groups, JanitorSweep sweep)
{
    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken) => sweep.OverAsync(
        ledger.MetersAsync(cancellationToken), (meter, token) => RepairAsync(meter, client, token), cancellationToken);

    private async Task RepairAsync(CostMeter meter, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (meter.To is { } to)
        {
            await ledger.CloseAsync(meter.Key, to, cancellationToken);
        }

        if (meter.To is not null || meter.Key.Kind is not CostKind.Run)
        {
            return;
        }

        var run = new RunReference(meter.Key.Workspace, meter.Key.Id);
        var facts = await sweep.FactsAsync(run, client, cancellationToken);
        switch (JanitorRules.ForMeter(meter, facts))
        {
            case MeterRepair.Discard:
                await ledger.DiscardAsync(meter.Key, cancellationToken);
                break;
            case MeterRepair.End when
                await groups.FindAsync(new RunAttempt(run, meter.Key.Attempt), cancellationToken) is null:
                await ledger.CloseAsync(meter.Key, facts.Record!.EndOf(meter.Key.Attempt) ?? facts.Now, cancellationToken);
                break;
            default:
                return;
        }

        sweep.Log("Meter", run);
    }
}
