using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The runs of a workspace, which are cancelled when it is deleted.</summary>
public sealed class RunWork(IRunStore runs, JanitorSweep sweep, TimeProvider time) : IWorkspaceWork
{
    public async Task<int> StopAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var left = 0;
        await sweep.OverAsync(
            runs.ActiveAsync(cancellationToken).Where(run => run.Workspace == workspace),
            async (run, token) =>
            {
                Interlocked.Increment(ref left);
                var record = await runs.UpdateAsync(run.Workspace, run.Id, RequestCancel, token);
                if (!record.State.IsTerminal())
                {
                    await client.RaiseEventAsync(run.InstanceId, RunSignals.CancelRequested, null, token);
                }
            },
            cancellationToken);
        return left;
    }

    private RunRecord RequestCancel(RunRecord run) => run.State.IsTerminal()
        ? run
        : run with { CancelRequestedOn = run.CancelRequestedOn ?? time.GetUtcNow() };
}
