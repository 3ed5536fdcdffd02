using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs;

/// <summary>Asks for the end of runs.</summary>
public sealed class RunCancellation(IRunStore store, TimeProvider time)
{
    /// <summary>Again, for a run that has not ended, changes nothing; null for one that has, or that does not exist.</summary>
    internal async Task<RunRecord?> TryCancelAsync(
        RunReference reference, DurableTaskClient client, CancellationToken cancellationToken)
    {
        RunRecord run;
        try
        {
            run = await store.UpdateAsync(reference.Workspace, reference.Id, Request, cancellationToken);
        }
        catch (RunNotFoundException)
        {
            return null;
        }

        if (run.State.IsTerminal())
        {
            return null;
        }

        try
        {
            await client.RaiseEventAsync(reference.InstanceId, RunSignals.CancelRequested, cancellation: cancellationToken);
        }
        catch (RpcException) when (run.State == RunState.Accepted)
        {
            // Its orchestration has not been started yet; it will find the wish in the row.
        }

        return run;
    }

    private RunRecord Request(RunRecord run) =>
        run.State.IsTerminal() ? run : run with { CancelRequestedOn = run.CancelRequestedOn ?? time.GetUtcNow() };
}
