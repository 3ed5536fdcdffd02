using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>
/// Makes the next version of a curated environment and publishes it once its samples ran and both modes are the same. It
/// starts anew on any update that is not over, since every activity finds out what is there already.
/// </summary>
public static class EnvironmentUpdateOrchestrator
{
    /// <summary>For what has a deadline of its own, and ends by it.</summary>
    private const int SlackSeconds = 600;

    private static readonly TaskOptions s_patiently = TaskOptions.FromRetryPolicy(
        new RetryPolicy(10, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(30)));

    [Function(nameof(EnvironmentUpdateOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var key = context.GetInput<EnvironmentUpdateKey>() ??
            throw new InvalidOperationException($"Orchestration {context.InstanceId} has no input.");
        EnvironmentUpdateStep step;
        try
        {
            var plan = await context.CallActivityAsync<EnvironmentUpdatePlan>(nameof(BeginUpdate), key, s_patiently);
            if (plan.IsClosed)
            {
                return;
            }

            step = await MakeAsync(context, key, plan);
        }
        catch (TaskFailedException exception)
        {
            step = EnvironmentUpdateStep.Failed($"The step {exception.TaskName} of the platform failed again and again.");
        }

        var settlement = new EnvironmentUpdateSettlement
        {
            Key = key,
            State = step.End ?? EnvironmentUpdateState.Published,
            Reason = step.Reason,
        };
        await context.CallActivityAsync(nameof(SettleUpdate), settlement, s_patiently);
    }

    private static async Task<EnvironmentUpdateStep> MakeAsync(
        TaskOrchestrationContext context, EnvironmentUpdateKey key, EnvironmentUpdatePlan plan)
    {
        var (builds, trial) = (plan.Builds, plan.Options.TrialTimeoutSeconds);
        (string Activity, int Seconds)[] parts =
        [
            (nameof(BuildCandidate), builds.BuildTimeoutSeconds + builds.CheckTimeoutSeconds + SlackSeconds),
            (nameof(TrySamples), (trial + SlackSeconds) * plan.Samples),
            (nameof(CompareModes), trial),
        ];
        foreach (var (activity, seconds) in parts)
        {
            if (await StepAsync(context, key, activity, plan, seconds) is { End: not null } end)
            {
                return end;
            }
        }

        return EnvironmentUpdateStep.Done;
    }

    /// <summary>Calls the activity until it is done.</summary>
    private static async Task<EnvironmentUpdateStep> StepAsync(
        TaskOrchestrationContext context,
        EnvironmentUpdateKey key,
        string activity,
        EnvironmentUpdatePlan plan,
        int timeoutSeconds)
    {
        var deadline = context.CurrentUtcDateTime.AddSeconds(timeoutSeconds);
        var seconds = plan.Builds.FirstWatchSeconds;
        while (true)
        {
            var step = await context.CallActivityAsync<EnvironmentUpdateStep>(activity, key, s_patiently);
            if (step.IsDone)
            {
                return step;
            }

            if (context.CurrentUtcDateTime >= deadline)
            {
                return EnvironmentUpdateStep.Failed($"{activity} took longer than {timeoutSeconds} s.");
            }

            await context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None);
            seconds = Math.Min(seconds * 1.5, plan.Builds.MaxWatchSeconds);
        }
    }
}
