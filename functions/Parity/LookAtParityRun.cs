using CloudWorkspaces.Runs;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Parity;

/// <summary>Looks whether the run of a check has ended.</summary>
public sealed class LookAtParityRun(ParityReports reports, IRunStore runs)
{
    [Function(nameof(LookAtParityRun))]
    public async Task<ParityRun> RunAsync([ActivityTrigger] ParityReference check, CancellationToken cancellationToken)
    {
        var report = await reports.GetAsync(check, cancellationToken);
        var run = await runs.FindAsync(check.Workspace, RunId.Parse(report.Run), cancellationToken);
        return run switch
        {
            null => new(IsOver: true, $"The run {report.Run} is gone."),
            { State: RunState.Succeeded } => new(IsOver: true),
            _ when run.State.IsTerminal() => new(IsOver: true, $"The run {run.Id} is over without a result: {run.Cause?.Message}"),
            _ => new(IsOver: false),
        };
    }
}
