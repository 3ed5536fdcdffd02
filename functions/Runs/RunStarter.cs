using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs;

/// <summary>
/// Starts orchestrations by the run's own instance id. The id of a finished instance could be started anew, hence the
/// look before; two callers at once are told apart by the refusal of the second.
/// </summary>
internal sealed class RunStarter : IRunStarter
{
    public async Task<bool> StartAsync(DurableTaskClient client, RunReference run, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(run.InstanceId, cancellationToken) is not null)
        {
            return false;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                RunSignals.Orchestrator, run, new StartOrchestrationOptions(run.InstanceId), cancellationToken);
            return true;
        }
        catch (RpcException)
        {
            // Hosts differ in the status they give an id that is taken; that it is taken can be seen.
            if (await client.GetInstanceAsync(run.InstanceId, cancellationToken) is null)
            {
                throw;
            }

            return false;
        }
    }
}
