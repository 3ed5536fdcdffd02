using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>
/// Takes one round of a batch to its end. It starts anew on any batch that is not over, since it finds out first where its
/// items stand.
/// </summary>
public static class BatchOrchestrator
{
    [Function(nameof(BatchOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var progress = context.GetInput<BatchProgress>() ??
            throw new InvalidOperationException($"Orchestration {context.InstanceId} has no input.");
        return new BatchOrchestration(context, progress).RunAsync();
    }
}
