using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The runs of a workspace, which are cancelled when it is deleted.</summary>
public sealed class RunWork(IRunStore runs, JanitorSweep sweep, RunCancellation cancellation) : IWorkspaceWork
{
    public async Task<int> StopAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var left = 0;
        await sweep.OverAsync(
            runs.ActiveAsync(cancellationToken).Where(run => run.Workspace == workspace),
            async (run, token) =>
            {
                Interlocked.Increment(ref left);
                await cancellation.TryCancelAsync(run, client, token);
            },
            cancellationToken);
        return left;
    }
}
