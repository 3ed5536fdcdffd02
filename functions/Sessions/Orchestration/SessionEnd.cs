using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>How an attempt gives up its container group.</summary>
internal sealed class SessionEnd(
    TaskOrchestrationContext context, RunCalls calls, SessionWaits waits, SessionReference session)
{
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(30);

    /// <summary>Lets the agent store what it has.</summary>
    public async Task StopAsync(SessionPlan plan)
    {
        if (await calls.OnceAsync<GroupStop>(nameof(StopSessionGroup), session) is { AgentReports: true })
        {
            await waits.ForSettledAsync(TimeSpan.FromSeconds(plan.StopTimeoutSeconds));
        }
    }

    public async Task DeleteGroupAsync(SessionReference attempt, int timeoutSeconds)
    {
        var deadline = context.CurrentUtcDateTime.AddSeconds(timeoutSeconds);
        var interval = TimeSpan.FromSeconds(1);
        while (await calls.OnceAsync<GroupDeletion>(nameof(DeleteSessionGroup), attempt) is not { Gone: true } &&
            context.CurrentUtcDateTime < deadline)
        {
            await context.CreateTimer(interval, CancellationToken.None);
            interval = interval * 2 < MaxInterval ? interval * 2 : MaxInterval;
        }
    }
}
