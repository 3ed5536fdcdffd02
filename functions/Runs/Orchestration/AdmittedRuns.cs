using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Tells runs that they have room.</summary>
internal static class AdmittedRuns
{
    /// <summary>
    /// Raises each run's event. One that fails is left to the janitor: the place is the run's all the same.
    /// </summary>
    public static async Task TellAsync(
        DurableTaskClient client, IEnumerable<RunReference> runs, ILogger logger, CancellationToken cancellationToken)
    {
        foreach (var run in runs)
        {
            try
            {
                await client.RaiseEventAsync(run.InstanceId, RunEvents.Admitted, null, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                RunLog.EventNotRaised(logger, RunEvents.Admitted, run.RunId, exception);
            }
        }
    }
}
