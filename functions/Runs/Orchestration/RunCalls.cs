using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>How an orchestration calls the activities of a run or a session.</summary>
internal sealed class RunCalls(TaskOrchestrationContext context, string id)
{
    /// <summary>Without these it cannot go on: storage may be away for some minutes.</summary>
    private static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(
        new RetryPolicy(15, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(30)));

    private readonly ILogger _logger = context.CreateReplaySafeLogger(nameof(RunOrchestrator));

    /// <exception cref="TaskFailedException">It failed for more than five minutes.</exception>
    public Task<T> PatientlyAsync<T>(string activity, object input) =>
        context.CallActivityAsync<T>(activity, input, Patiently);

    /// <inheritdoc cref="PatientlyAsync{T}(string, object)"/>
    public Task PatientlyAsync(string activity, object input) =>
        context.CallActivityAsync(activity, input, Patiently);

    /// <summary>
    /// Once, so that a service that does not answer keeps nobody from hearing the agent or the user. Null when it
    /// failed: the caller tries again when it has listened.
    /// </summary>
    public async Task<T?> OnceAsync<T>(string activity, object input)
        where T : class
    {
        try
        {
            return await context.CallActivityAsync<T>(activity, input);
        }
        catch (TaskFailedException exception)
        {
            RunLog.ActivityFailed(_logger, activity, id, exception);
            return null;
        }
    }
}
