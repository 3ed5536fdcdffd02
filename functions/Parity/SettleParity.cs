using Azure;
using CloudWorkspaces.Runs;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Parity;

/// <summary>Compares what both modes printed and completes the report. Idempotent.</summary>
public sealed class SettleParity(ParityReports reports, IRunStore runs, RunBlobStore blobs, TimeProvider time)
{
    [Function(nameof(SettleParity))]
    public async Task RunAsync([ActivityTrigger] ParitySettlement settlement, CancellationToken cancellationToken)
    {
        var report = await reports.GetAsync(settlement.Check, cancellationToken);
        if (report.State is ParityState.Running)
        {
            var settled = await SettleAsync(report, settlement, cancellationToken);
            await reports.WriteAsync(settled with { EndedOn = time.GetUtcNow() }, cancellationToken);
        }
    }

    private async Task<ParityReport> SettleAsync(
        ParityReport report, ParitySettlement settlement, CancellationToken cancellationToken)
    {
        if (settlement.Reason is { } reason)
        {
            return Failed(report, reason);
        }

        try
        {
            var session = ParityFacts.Read(await reports.PrintedAsync(settlement.Check, cancellationToken), "session");
            var headless = ParityFacts.Read(await PrintedByRunAsync(report, cancellationToken), "run");
            var differences = ParityRules.Compare(headless, session);
            return report with
            {
                State = ParityState.Completed,
                Identical = differences.Count == 0,
                Differences = differences,
            };
        }
        catch (ParityFailedException exception)
        {
            return Failed(report, exception.Message);
        }
    }

    private async Task<string> PrintedByRunAsync(ParityReport report, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(report.Workspace, RunId.Parse(report.Run), cancellationToken) ??
            throw new ParityFailedException($"The run {report.Run} is gone.");
        try
        {
            var notebook = await blobs.Blob(run, RunBlobs.Output).DownloadContentAsync(cancellationToken);
            return ParityProbe.Printed(notebook.Value.Content);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new ParityFailedException($"The run {report.Run} has left no notebook.");
        }
    }

    private static ParityReport Failed(ParityReport report, string reason) =>
        report with { State = ParityState.Failed, Reason = reason };
}
