using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Processes.Callbacks;

/// <summary>Puts a job's results where they were asked for, then tells its subscriber; each is tried again for about an hour.</summary>
public static class JobNoticeOrchestrator
{
    private static readonly TaskOptions Patient = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8,
        firstRetryInterval: TimeSpan.FromSeconds(5),
        backoffCoefficient: 3,
        maxRetryInterval: TimeSpan.FromMinutes(20)));

    [Function(nameof(JobNoticeOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var notice = context.GetInput<JobNotice>() ??
            throw new InvalidOperationException($"Orchestration {context.InstanceId} has no input.");
        if (notice.HasEnded)
        {
            try
            {
                await context.CallActivityAsync(nameof(KeepJobFiles), notice, Patient);
            }
            catch (TaskFailedException)
            {
                // Whoever waits for the job is told all the same; the results are where they always are.
            }
        }

        await context.CallActivityAsync(nameof(CallSubscriber), notice, Patient);
    }
}
