using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>Waits for the end of a job, at the price of one point read each time, ever more rarely.</summary>
public sealed class JobWait(IRunStore runs, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <returns>The run as it is after that time, at the end or not.</returns>
    internal async Task<RunRecord> UntilEndAsync(RunRecord run, TimeSpan patience, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + patience;
        for (var pause = First; !run.State.IsTerminal() && time.GetUtcNow() < deadline; pause = pause * 1.2 < Longest ? pause * 1.2 : Longest)
        {
            await Task.Delay(pause, time, cancellationToken);
            run = await runs.FindAsync(run.Workspace, run.Id, cancellationToken) ?? run;
        }

        return run;
    }
}
