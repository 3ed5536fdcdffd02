using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>The phases of an attempt: the group before it, its own group, its life, its end.</summary>
internal sealed class SessionOrchestration(TaskOrchestrationContext context, SessionReference session)
{
    /// <summary>Looks at a session before its history is cut off by continuing as new.</summary>
    private const int MaxWatches = 50;

    private readonly RunCalls _calls = new(context, session.InstanceId);
    private readonly ILogger _logger = context.CreateReplaySafeLogger(nameof(SessionOrchestrator));
    private readonly SessionWaits _waits = new(context);
    private SessionPlan? _plan;
    private bool _mayHaveGroup;

    private SessionPlan Plan => _plan ?? throw new InvalidOperationException("The session is not prepared yet.");

    public async Task RunAsync()
    {
        SessionEnding? ending;
        try
        {
            ending = await BeginAsync() ?? await LiveAsync();
        }
        catch (TaskFailedException exception)
        {
            RunLog.ActivityFailed(_logger, exception.TaskName, session.InstanceId, exception);
            ending = SessionGroupStart.StepFailed(exception.TaskName);
        }

        if (ending is null)
        {
            context.ContinueAsNew(session, preserveUnprocessedEvents: true);
            return;
        }

        var end = new SessionEnd(context, _calls, _waits, session);
        if (_mayHaveGroup && ending.StopFirst)
        {
            await end.StopAsync(Plan);
        }

        await _calls.PatientlyAsync(nameof(SettleSession), new SessionSettlement { Session = session, Ending = ending });
        SessionLog.Settled(_logger, session.InstanceId, ending.Cause.Code);
        if (_mayHaveGroup && _plan is not null)
        {
            await end.DeleteGroupAsync(session, Plan.DeletionTimeoutSeconds);
        }
    }

    private async Task<SessionEnding?> BeginAsync()
    {
        _plan = await _calls.PatientlyAsync<SessionPlan>(nameof(PrepareSession), session);
        _mayHaveGroup = Plan.MayHaveGroup;
        if (Plan.Readiness is not SessionReadiness.Wanted)
        {
            return SessionEnding.StoppedByUser;
        }

        var start = new SessionGroupStart(context, _calls, _waits, session, Plan);
        if (!_mayHaveGroup && session.Attempt > 1)
        {
            await start.AwaitPredecessorAsync();
        }

        _mayHaveGroup = true;
        return await start.CreateAsync();
    }

    /// <summary>Null when the history has become long.</summary>
    private async Task<SessionEnding?> LiveAsync()
    {
        // The first look is at once: it notes the group's address.
        var seconds = 0.0;
        var longest = (double)Plan.FirstWatchSeconds;
        for (var watches = 0; watches < MaxWatches; watches++)
        {
            if (seconds > 0)
            {
                await _waits.ForEndAsync(TimeSpan.FromSeconds(seconds));
            }

            if (_waits.StopRequested)
            {
                return SessionEnding.StoppedByUser;
            }

            if (await _waits.SettledAsync() is { } settled)
            {
                return SessionWatchRules.OfAgent(settled.Cause);
            }

            var watch = new SessionWatch { Session = session, StartTimeoutSeconds = Plan.StartTimeoutSeconds };
            var verdict = await _calls.OnceAsync<SessionVerdict>(nameof(WatchSession), watch);
            if (verdict?.Ending is { } ending)
            {
                return await _waits.SettledAsync() is { } late && !ending.StopFirst
                    ? SessionWatchRules.OfAgent(late.Cause)
                    : ending;
            }

            seconds = Math.Clamp(verdict?.NextSeconds ?? longest, 1, longest);
            longest = Math.Min(longest * 2, Plan.MaxWatchSeconds);
        }

        return null;
    }
}
