using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs;

/// <summary>Asks for the end of runs.</summary>
public sealed class RunCancellation(IRunStore store, TimeProvider time)
{
    /// <summary>Again, for a run that has not ended, changes nothing; null for one that has, or that does not exist.</summary>
    /// <param name="reference">The run.</param>
    /// <param name="client">Tells its orchestration.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="check">Throws when the run is not to be cancelled as it is.</param>
    internal async Task<RunRecord?> TryCancelAsync(
        RunReference reference, DurableTaskClient client, CancellationToken cancellationToken, Action<RunRecord>? check = null)
    {
        RunRecord run;
        try
        {
            run = await store.UpdateAsync(reference.Workspace, reference.Id, current => Request(current, check), cancellationToken);
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

    private RunRecord Request(RunRecord run, Action<RunRecord>? check)
    {
        check?.Invoke(run);
        return run.State.IsTerminal() ? run : run with { CancelRequestedOn = run.CancelRequestedOn ?? time.GetUtcNow() };
    }
}
