using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>
/// Runs activities. A result stays in memory until the next turn commits it: after a crash the activity runs again.
/// </summary>
internal sealed partial class ActivityPool(
    Hub hub,
    ITaskExecutor executor,
    int maxConcurrent,
    Action<Instance> schedule,
    ILogger<ActivityPool> logger,
    CancellationToken draining) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(maxConcurrent);

    public void Start(Instance instance, TurnAction action)
    {
        var (execution, generation) = (instance.State!.Execution, instance.State.Generation);
        hub.Work.Run(async () =>
        {
            if (await RunAsync(instance, action, execution, generation) is { } result)
            {
                instance.Post(new Mail(null, result with { TaskId = action.Id, Generation = generation }));
                schedule(instance);
            }
        });
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>Null when nobody waits for it any more, or the host stops.</summary>
    private async Task<TurnEvent?> RunAsync(Instance instance, TurnAction action, int execution, int generation)
    {
        try
        {
            await _slots.WaitAsync(draining);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            await hub.Fence.WhenOpenAsync(draining);
            if (draining.IsCancellationRequested || !instance.IsAt(execution, generation))
            {
                return null;
            }

            var data = await executor.RunActivityAsync(action.Name, instance.Id, action.Data, hub.Stopping);
            return new TurnEvent { Kind = EventKind.TaskCompleted, Data = data };
        }
        catch (OperationCanceledException) when (draining.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            ActivityFailed(logger, action.Name, instance.Id, exception.GetType().Name, exception.Message);
            return new TurnEvent { Kind = EventKind.TaskFailed, Failure = Failure.From(exception) };
        }
        finally
        {
            _slots.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Activity {Name} of {InstanceId} failed: {Type}: {Message}")]
    private static partial void ActivityFailed(
        ILogger logger, string name, string instanceId, string type, string message);
}
