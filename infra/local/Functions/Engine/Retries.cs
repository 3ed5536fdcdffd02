using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Repeats a failed activity or sub-orchestration as its options say, by durable means only.</summary>
internal static class Retries
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> attempt) =>
        retry switch
        {
            { Policy: { } policy } => ByPolicyAsync(context, policy, attempt),
            { Handler: { } handler } => ByHandlerAsync(context, handler, attempt),
            _ => attempt(),
        };

    private static async Task<T> ByPolicyAsync<T>(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> attempt)
    {
        var started = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException exception) when (
                number < policy.MaxNumberOfAttempts
                && (policy.Handle?.Invoke(exception) ?? true)
                && (policy.RetryTimeout == Timeout.InfiniteTimeSpan
                    || context.CurrentUtcDateTime - started < policy.RetryTimeout))
            {
                await context.CreateTimer(Wait(policy, number), CancellationToken.None);
            }
        }
    }

    private static async Task<T> ByHandlerAsync<T>(
        TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> attempt)
    {
        var started = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException exception)
            {
                var elapsed = context.CurrentUtcDateTime - started;
                if (!await handler(new(context, number, exception.FailureDetails, elapsed, CancellationToken.None)))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>The pause after that many failures.</summary>
    internal static TimeSpan Wait(RetryPolicy policy, int failures)
    {
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, failures - 1);
        return ticks < policy.MaxRetryInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : policy.MaxRetryInterval;
    }
}
