using Microsoft.DurableTask;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Waiting in an orchestration, which always has a deadline.</summary>
internal static class TimedWaits
{
    /// <summary>True as soon as one of the tasks is complete, false when the time is over.</summary>
    public static async Task<bool> AnyAsync(
        this TaskOrchestrationContext context, DateTime deadline, params Task[] tasks)
    {
        if (tasks.Any(task => task.IsCompleted))
        {
            return true;
        }

        using var over = new CancellationTokenSource();
        var timer = context.CreateTimer(deadline, over.Token);
        await Task.WhenAny([timer, .. tasks]);
        Cancel(over);
        return tasks.Any(task => task.IsCompleted);
    }

    /// <summary>An orchestration ends only when its timers have; CancelAsync would leave its thread.</summary>
    private static void Cancel(CancellationTokenSource timer) => timer.Cancel();
}
