using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>How an attempt gets its container group.</summary>
internal sealed class SessionGroupStart(
    TaskOrchestrationContext context, RunCalls calls, SessionWaits waits, SessionReference session, SessionPlan plan)
{
    /// <summary>Creations that may fail, not be refused, in a row.</summary>
    private const int MaxFailures = 15;

    private static readonly TimeSpan MaxRetryInterval = TimeSpan.FromSeconds(60);

    /// <summary>What the predecessor's own orchestration needs beside the time that its agent has.</summary>
    private const int StopReserveSeconds = 15;

    /// <summary>
    /// Waits until the attempt before has given up its group: two must not write into one home. Its own orchestration
    /// stops it; where that does not happen in time, the group is deleted.
    /// </summary>
    public async Task AwaitPredecessorAsync()
    {
        var before = session with { Attempt = session.Attempt - 1 };
        var patience = context.CurrentUtcDateTime.AddSeconds(plan.StopTimeoutSeconds + StopReserveSeconds);
        var deadline = patience.AddSeconds(plan.DeletionTimeoutSeconds);
        var interval = TimeSpan.FromMilliseconds(200);
        while (!waits.StopRequested && context.CurrentUtcDateTime < deadline)
        {
            var step = context.CurrentUtcDateTime < patience ? nameof(FindSessionGroup) : nameof(DeleteSessionGroup);
            if (await calls.OnceAsync<GroupDeletion>(step, before) is { Gone: true })
            {
                return;
            }

            await waits.ForStopAsync(interval);
            interval = Longer(interval, TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Null when the group exists.</summary>
    public async Task<SessionEnding?> CreateAsync()
    {
        var deadline = context.CurrentUtcDateTime.AddSeconds(plan.StartTimeoutSeconds);
        var interval = TimeSpan.FromSeconds(1);
        var failures = 0;
        while (!waits.StopRequested)
        {
            var creation = await calls.OnceAsync<GroupCreation>(nameof(CreateSessionGroup), session);
            if (creation is { Outcome: not GroupCreationOutcome.Retry })
            {
                return creation.Ending is { } ending ? new() { Cause = ending.Cause } : null;
            }

            failures = creation is null ? failures + 1 : 0;
            if (failures == MaxFailures || (creation is null && context.CurrentUtcDateTime >= deadline))
            {
                return StepFailed(nameof(CreateSessionGroup));
            }

            if (context.CurrentUtcDateTime >= deadline)
            {
                return SessionEnding.Of(
                    RunCauses.QuotaExceeded, $"No container group could be had: {creation?.Reason}");
            }

            var wait = creation?.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : interval;
            await waits.ForStopAsync(wait < MaxRetryInterval ? wait : MaxRetryInterval);
            interval = Longer(interval, MaxRetryInterval);
        }

        return SessionEnding.StoppedByUser;
    }

    public static SessionEnding StepFailed(string activity) => SessionEnding.Of(
        RunCauses.PlatformError, $"The step {activity} of the platform failed again and again.", stopFirst: true);

    private static TimeSpan Longer(TimeSpan interval, TimeSpan longest) =>
        interval * 2 < longest ? interval * 2 : longest;
}
