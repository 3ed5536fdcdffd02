using CloudWorkspaces.Runs.Retries;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The phases of a run: admission, container group, agent, settlement, end of the group.</summary>
internal sealed class RunOrchestration(TaskOrchestrationContext context, RunReference run)
{
    /// <summary>Looks at a run before its history is cut off by continuing as new.</summary>
    private const int MaxWatches = 50;

    /// <summary>Creations that may fail, not be refused, in a row.</summary>
    private const int MaxFailures = 15;

    private static readonly TimeSpan MaxRetryInterval = TimeSpan.FromSeconds(60);

    private readonly RunCalls _calls = new(context, run.RunId);
    private readonly ILogger _logger = context.CreateReplaySafeLogger(nameof(RunOrchestrator));
    private readonly RunWaits _waits = new(context);
    private RunPlan? _plan;
    private bool _mayHaveGroup;

    private RunPlan Plan => _plan ?? throw new InvalidOperationException("The run is not prepared yet.");

    private RunAttempt Attempt => new(run, Plan.Attempt);

    public async Task RunAsync()
    {
        RunEnding? ending;
        try
        {
            ending = await AdmitAsync() ?? await CreateGroupAsync() ?? await AwaitAgentAsync();
        }
        catch (TaskFailedException exception)
        {
            RunLog.ActivityFailed(_logger, exception.TaskName, run.RunId, exception);
            ending = StepFailed(exception.TaskName);
        }

        if (ending is null)
        {
            context.ContinueAsNew(run, preserveUnprocessedEvents: true);
            return;
        }

        var again = await TryAgainAsync(ending);
        if (again?.On is { } on)
        {
            await CleanUpAsync(ending);
            if (on > context.CurrentUtcDateTime)
            {
                await _waits.ForCancellationAsync(on - context.CurrentUtcDateTime);
            }

            context.ContinueAsNew(run, preserveUnprocessedEvents: true);
            return;
        }

        ending = again?.Reason is { } reason ? ending.Because(reason) : ending;
        var settlement = new RunSettlement { Run = run, Ending = ending, MayHaveGroup = _mayHaveGroup };
        await _calls.PatientlyAsync(nameof(SettleRun), settlement);
        RunLog.Settled(_logger, run.RunId, ending.State, ending.Cause.Code);
        await CleanUpAsync(ending);
    }

    /// <summary>Null when no other attempt is asked for, or it cannot be arranged: then this one's end is the run's.</summary>
    private async Task<RunRetryAnswer?> TryAgainAsync(RunEnding ending)
    {
        var failure = ending.Unasked();
        if (_waits.CancelRequested || _plan?.Retry is not { } retry ||
            !RetryRules.IsWanted(retry, Plan.Attempt, failure.State, failure.Cause.Code))
        {
            return null;
        }

        try
        {
            return await _calls.PatientlyAsync<RunRetryAnswer>(
                nameof(RetryRun),
                new RunRetryRequest { Attempt = Attempt, Retry = retry, Ending = failure, MayHaveGroup = _mayHaveGroup });
        }
        catch (TaskFailedException exception)
        {
            RunLog.ActivityFailed(_logger, exception.TaskName, run.RunId, exception);
            return null;
        }
    }

    private Task CleanUpAsync(RunEnding ending) => _mayHaveGroup && _plan is not null
        ? new RunCleanup(context, _calls, _waits, Attempt, Plan).RunAsync(ending.AgentWillFinish)
        : Task.CompletedTask;

    private async Task<RunEnding?> AdmitAsync()
    {
        while (true)
        {
            _plan = await _calls.PatientlyAsync<RunPlan>(nameof(PrepareRun), run);
            _mayHaveGroup = Plan.MayHaveGroup;
            switch (Plan.Readiness)
            {
                case RunReadiness.Admitted:
                    return null;
                case RunReadiness.Refused:
                    return Plan.Refusal;
                case RunReadiness.CancelRequested when _mayHaveGroup:
                    return await CancelAsync();
                case RunReadiness.CancelRequested or RunReadiness.Closed:
                    return RunEnding.Cancelled;
            }

            if (!await _waits.ForAdmissionAsync(Plan.AdmissionDeadline))
            {
                return RunEnding.Failed(RunCauses.QuotaExceeded, "There was no room for the run within its deadline.");
            }

            if (_waits.CancelRequested)
            {
                return RunEnding.Cancelled;
            }
        }
    }

    private async Task<RunEnding?> CreateGroupAsync()
    {
        _mayHaveGroup = true;
        var deadline = context.CurrentUtcDateTime.AddSeconds(Plan.Options.ProvisioningTimeoutSeconds);
        var interval = TimeSpan.FromSeconds(1);
        var failures = 0;
        while (!_waits.CancelRequested)
        {
            var creation = await _calls.OnceAsync<GroupCreation>(nameof(CreateContainerGroup), Attempt);
            if (creation is { Outcome: not GroupCreationOutcome.Retry })
            {
                return creation.Ending;
            }

            failures = creation is null ? failures + 1 : 0;
            if (failures == MaxFailures)
            {
                return StepFailed(nameof(CreateContainerGroup));
            }

            if (context.CurrentUtcDateTime >= deadline)
            {
                return creation is null
                    ? StepFailed(nameof(CreateContainerGroup))
                    : RunEnding.Failed(
                        RunCauses.QuotaExceeded, $"No container group could be had: {creation.Reason}");
            }

            var wait = creation?.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : interval;
            await _waits.ForCancellationAsync(wait < MaxRetryInterval ? wait : MaxRetryInterval);
            interval = interval < MaxRetryInterval ? interval * 2 : interval;
        }

        return await CancelAsync();
    }

    /// <summary>Null when the history has become long.</summary>
    private async Task<RunEnding?> AwaitAgentAsync()
    {
        var seconds = (double)Plan.Options.FirstWatchSeconds;
        for (var watches = 0; watches < MaxWatches; watches++)
        {
            var settled = await _waits.ForSettledAsync(Plan.Attempt, TimeSpan.FromSeconds(seconds), orCancelled: true);
            if (settled is null && _waits.CancelRequested)
            {
                return await CancelAsync();
            }

            var verdict = settled is null ? await WatchAsync() : null;
            settled ??= await _waits.SettledAsync(Plan.Attempt);
            if (settled is not null || verdict?.Ending is not null)
            {
                return settled is not null ? RunEnding.Of(settled) : verdict?.Ending;
            }

            if (verdict?.CancelRequested is true)
            {
                return await CancelAsync();
            }

            seconds = Math.Min(seconds * 2, Plan.Options.MaxWatchSeconds);
        }

        return null;
    }

    private async Task<RunEnding> CancelAsync()
    {
        var stop = await _calls.OnceAsync<GroupStop>(nameof(StopContainerGroup), Attempt);
        var agentReports = stop?.AgentReports is true;
        var time = TimeSpan.FromSeconds(agentReports ? Plan.Options.CancelTimeoutSeconds : 0);
        var settled = agentReports
            ? await _waits.ForSettledAsync(Plan.Attempt, time, orCancelled: false)
            : await _waits.SettledAsync(Plan.Attempt);
        return settled is null ? RunEnding.Cancelled : RunEnding.Of(settled);
    }

    private Task<RunVerdict?> WatchAsync() =>
        _calls.OnceAsync<RunVerdict>(nameof(WatchRun), new RunWatch { Attempt = Attempt, Plan = Plan });

    private static RunEnding StepFailed(string activity) => RunEnding.Failed(
        RunCauses.PlatformError, $"The step {activity} of the platform failed again and again.");
}
