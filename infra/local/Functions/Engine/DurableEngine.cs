using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>The orchestrations of one task hub. At most one host runs a hub's engine; see <see cref="HubLease"/>.</summary>
internal sealed partial class DurableEngine : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _draining = new();
    private readonly TimerQueue _timers;
    private readonly TurnRunner _runner;
    private readonly ActivityPool _activities;
    private readonly Postman _postman;
    private readonly Recovery _recovery;
    private readonly Hub _hub;
    private readonly ILogger _logger;

    public DurableEngine(
        HubStorage storage,
        StorageRetry retry,
        ITaskExecutor executor,
        DataConverter converter,
        DurableOptions options,
        TimeProvider time,
        ILoggerFactory loggerFactory)
    {
        _logger = loggerFactory.CreateLogger<DurableEngine>();
        _hub = new Hub(storage, retry, time, _stopping.Token);
        _timers = new TimerQueue(time);
        Factory = new InstanceFactory(_hub, RecoverLater);
        _postman = new Postman(_hub, Factory, Schedule, loggerFactory.CreateLogger<Postman>());
        _recovery = new Recovery(_hub, _postman, Resume, loggerFactory.CreateLogger<Recovery>());
        _activities = new ActivityPool(
            _hub,
            executor,
            options.MaxConcurrentActivityFunctions,
            Schedule,
            loggerFactory.CreateLogger<ActivityPool>(),
            _draining.Token);
        _runner = new TurnRunner(_hub, executor, converter, options.MaxConcurrentOrchestratorFunctions, loggerFactory)
        {
            Committed = OnCommitted,
        };
    }

    public Hub Hub => _hub;

    public InstanceFactory Factory { get; }

    /// <summary>Returns when the unended instances are known; they are read and resumed in the background.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var ids = await _hub.Retry.ForeverAsync(_hub.Index.ListAsync, cancellationToken);
        var instances = ids.Select(id => new Instance(id)).ToList();
        instances.ForEach(instance => _hub.Instances.TryAdd(instance.Id, instance));
        if (instances.Count > 0)
        {
            Resuming(_logger, instances.Count);
            _hub.Work.Run(() => _recovery.RunAsync(instances));
        }
    }

    /// <summary>Starts no more activities. Those that run may end, and their results are still committed.</summary>
    public void Drain() => _draining.Cancel();

    /// <summary>Ends at once, since another host goes on with the instances.</summary>
    public void Abandon()
    {
        _draining.Cancel();
        _stopping.Cancel();
    }

    /// <summary>Waits for work in progress, until <paramref name="cancellationToken"/>; what is cut off is done again.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _draining.CancelAsync();
        try
        {
            await _hub.Work.WhenIdleAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            CutOff(_logger);
        }

        await _stopping.CancelAsync();
    }

    /// <summary>Lets a new or woken instance take its turns.</summary>
    public void Schedule(Instance instance)
    {
        if (instance.State is { Turns: 0, StartAt: { } startAt } && startAt > _hub.Time.GetUtcNow())
        {
            _timers.Add(startAt, () => Begin(instance));
        }

        Begin(instance);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _timers.Dispose();
        _runner.Dispose();
        _activities.Dispose();
        _draining.Dispose();
        _stopping.Dispose();
    }

    private void Begin(Instance instance)
    {
        if (!_stopping.IsCancellationRequested && instance.TryBegin(_hub.Time.GetUtcNow()))
        {
            _hub.Work.Run(() => RunAsync(instance));
        }
    }

    private async Task RunAsync(Instance instance)
    {
        try
        {
            await _runner.RunAsync(instance);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The turn was not committed, or its result was: either way storage knows how to go on.
        }
        catch (Exception exception)
        {
            TurnFailed(_logger, exception, instance.Id);
            // It leaves when its successor can be found, and nothing new gets under way in it from then on.
            var fresh = new Instance(instance.Id);
            var succeeded = _hub.Instances.TryUpdate(instance.Id, fresh, instance);
            instance.Leave();
            if (succeeded)
            {
                fresh.Predecessor = Task.WhenAll(instance.Deliveries, instance.Underway.WhenIdleAsync());
                _timers.Add(_hub.Time.GetUtcNow().AddSeconds(5), () => RecoverLater(fresh));
            }
        }
    }

    private void OnCommitted(Instance instance, TurnCommit commit, TurnOutcome? outcome)
    {
        if (commit.Outbox is { } outbox)
        {
            _postman.Deliver(instance, outbox);
        }

        if (commit.After.IsTerminal)
        {
            _hub.Work.Run(() => LeaveAsync(instance));
            return;
        }

        if (commit.After.Generation == commit.Before.Generation)
        {
            foreach (var action in outcome?.Actions ?? [])
            {
                if (!outcome!.CancelledTimers.Contains(action.Id))
                {
                    Begin(instance, action);
                }
            }
        }
    }

    private void Begin(Instance instance, TurnAction action)
    {
        if (action.Kind == ActionKind.Activity)
        {
            _activities.Start(instance, action);
        }
        else if (action.Kind == ActionKind.Timer)
        {
            var (execution, generation) = (instance.State!.Execution, instance.State.Generation);
            _timers.Add(new DateTimeOffset(action.FireAt, TimeSpan.Zero), () =>
            {
                if (instance.IsAt(execution, generation))
                {
                    var fired = new TurnEvent { Kind = EventKind.TimerFired, TaskId = action.Id, Generation = generation };
                    instance.Post(new Mail(null, fired));
                    Begin(instance);
                }
            });
        }
    }

    private async Task LeaveAsync(Instance instance)
    {
        try
        {
            await _hub.RemoveAsync(instance).WaitAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Its entry is removed at the next start.
        }
    }

    private void RecoverLater(Instance instance) => _hub.Work.Run(() => _recovery.RunAsync([instance]));

    private void Resume(Instance instance)
    {
        instance.Commit(instance.State!, instance.ETag);
        if (instance.State!.IsTerminal)
        {
            _hub.Work.Run(() => LeaveAsync(instance));
            return;
        }

        instance.Release();
        foreach (var action in OpenTasks.Of(instance.History))
        {
            Begin(instance, action);
        }

        Schedule(instance);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} orchestrations go on")]
    private static partial void Resuming(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of {InstanceId} could not be taken; it is read again")]
    private static partial void TurnFailed(ILogger logger, Exception exception, string instanceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work was cut off by the stop; it is done again at the next start")]
    private static partial void CutOff(ILogger logger);
}
