using CloudWorkspaces.Agents;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What follows the settlement: the agent's conversion of the result, then the end of its group.</summary>
internal sealed class RunCleanup(
    TaskOrchestrationContext context, RunCalls calls, RunWaits waits, RunAttempt attempt, RunPlan plan)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(30);

    public async Task RunAsync(bool agentWillFinish)
    {
        if (agentWillFinish)
        {
            await AwaitFinishedAsync();
        }

        await DeleteGroupAsync();
    }

    private async Task AwaitFinishedAsync()
    {
        var finished = context.WaitForExternalEvent<AgentFinished>(RunEvents.AgentFinished);
        var deadline = context.CurrentUtcDateTime.AddSeconds(
            plan.ConversionDelaySeconds + plan.Options.FinishTimeoutSeconds);
        while (context.CurrentUtcDateTime < deadline)
        {
            if (await waits.ForAsync(finished, Look))
            {
                if ((await finished).Attempt == attempt.Attempt)
                {
                    return;
                }

                finished = context.WaitForExternalEvent<AgentFinished>(RunEvents.AgentFinished);
                continue;
            }

            var watch = new RunWatch { Attempt = attempt, Plan = plan };
            if (await calls.OnceAsync<RunVerdict>(nameof(WatchRun), watch) is { GroupEnded: true })
            {
                return;
            }
        }
    }

    private async Task DeleteGroupAsync()
    {
        var deadline = context.CurrentUtcDateTime.AddSeconds(plan.Options.DeletionTimeoutSeconds);
        var interval = TimeSpan.FromSeconds(1);
        while (await calls.OnceAsync<GroupDeletion>(nameof(DeleteContainerGroup), attempt) is not { Gone: true } &&
            context.CurrentUtcDateTime < deadline)
        {
            await context.CreateTimer(interval, CancellationToken.None);
            interval = interval * 2 < MaxInterval ? interval * 2 : MaxInterval;
        }
    }
}
