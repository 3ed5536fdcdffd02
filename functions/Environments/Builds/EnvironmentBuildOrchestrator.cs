using CloudWorkspaces.Environments.Checks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>
/// Makes one version of an environment: its image where it is derived, then the check in a container. It starts anew on
/// any version that is not settled, since every activity finds out what is there already.
/// </summary>
public static class EnvironmentBuildOrchestrator
{
    private static readonly TaskOptions s_patiently = TaskOptions.FromRetryPolicy(
        new RetryPolicy(10, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(30)));

    public static string InstanceId(EnvironmentVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return $"environment-{version.Workspace}-{version.Name}-{version.Version}-{version.Attempt}";
    }

    [Function(nameof(EnvironmentBuildOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var key = context.GetInput<EnvironmentKey>() ??
            throw new InvalidOperationException($"Orchestration {context.InstanceId} has no input.");
        var plan = await context.CallActivityAsync<EnvironmentPlan>(nameof(PrepareEnvironment), key, s_patiently);
        if (plan.IsClosed)
        {
            return;
        }

        string? failure;
        try
        {
            failure = plan.Builds
                ? await StepAsync(context, key, nameof(BuildEnvironment), plan, plan.Options.BuildTimeoutSeconds)
                : null;
            failure ??= await StepAsync(context, key, nameof(CheckEnvironment), plan, plan.Options.CheckTimeoutSeconds);
        }
        catch (TaskFailedException exception)
        {
            failure = $"The step {exception.TaskName} of the platform failed again and again.";
        }

        var settlement = new EnvironmentSettlement { Key = key, Failure = failure };
        await context.CallActivityAsync(nameof(SettleEnvironment), settlement, s_patiently);
    }

    /// <summary>Calls the activity until it is done; what it returns is why it failed.</summary>
    private static async Task<string?> StepAsync(
        TaskOrchestrationContext context, EnvironmentKey key, string activity, EnvironmentPlan plan, int timeoutSeconds)
    {
        var deadline = context.CurrentUtcDateTime.AddSeconds(timeoutSeconds);
        var seconds = plan.Options.FirstWatchSeconds;
        while (true)
        {
            var step = await context.CallActivityAsync<EnvironmentStep>(activity, key, s_patiently);
            if (step.IsDone)
            {
                return step.Failure;
            }

            if (context.CurrentUtcDateTime >= deadline)
            {
                return $"{activity} took longer than {timeoutSeconds} s.";
            }

            await context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None);
            seconds = Math.Min(seconds * 1.5, plan.Options.MaxWatchSeconds);
        }
    }
}
