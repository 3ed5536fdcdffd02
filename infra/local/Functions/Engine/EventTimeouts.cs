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
        // CancelAsync would go on outside of the orchestrator's thread.
        (first == received ? timerSource : eventSource).Cancel();
        return await received;
    }
}
