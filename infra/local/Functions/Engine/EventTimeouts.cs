using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>An external event raced against a durable timer.</summary>
internal static class EventTimeouts
{
    public static async Task<T> WaitAsync<T>(
        TaskOrchestrationContext context, string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timerSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var eventSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = context.CreateTimer(timeout, timerSource.Token);
        var received = context.WaitForExternalEvent<T>(eventName, eventSource.Token);
        var first = await Task.WhenAny(received, timer);
        if (first == received)
        {
            await timerSource.CancelAsync();
        }
        else
        {
            await eventSource.CancelAsync();
        }

        return await received;
    }
}
