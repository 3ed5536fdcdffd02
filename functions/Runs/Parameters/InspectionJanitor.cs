using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>Ends inspections that nobody came back for, every ten minutes.</summary>
public sealed class InspectionJanitor(NotebookInspection inspection)
{
    [Function(nameof(InspectionJanitor))]
    public Task RunAsync([TimerTrigger("30 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        inspection.SweepAsync(cancellationToken);
}
