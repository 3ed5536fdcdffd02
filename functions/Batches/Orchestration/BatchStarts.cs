using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Starts the orchestrations of batches and speaks to them.</summary>
public sealed partial class BatchStarts(ILogger<BatchStarts> logger)
{
    internal async Task StartAsync(DurableTaskClient client, BatchRecord batch)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(BatchOrchestrator),
                new BatchProgress { Batch = batch.Reference, Round = batch.Round },
                new StartOrchestrationOptions(batch.Reference.InstanceId(batch.Round)),
                CancellationToken.None);
        }
        catch (RpcException exception)
        {
            // It runs already, or the janitor will start it.
            LogNotStarted(exception, batch.Id.Value);
        }
    }

    internal async Task TellAsync(
        DurableTaskClient client, BatchReference batch, int round, string signal, object? payload, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(batch.InstanceId(round), signal, payload, cancellationToken);
        }
        catch (RpcException exception)
        {
            // It looks for itself from time to time.
            LogNotTold(exception, batch.BatchId, signal);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The orchestration of batch {BatchId} was not started; the janitor sees to it.")]
    private partial void LogNotStarted(Exception exception, string batchId);

    [LoggerMessage(LogLevel.Information, "Batch {BatchId} was not told {Signal}")]
    private partial void LogNotTold(Exception exception, string batchId, string signal);
}
