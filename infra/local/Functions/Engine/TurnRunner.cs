using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Takes the turns of one instance after the other, as long as it has work.</summary>
internal sealed partial class TurnRunner(
    Hub hub, ITaskExecutor executor, DataConverter converter, int maxConcurrent, ILoggerFactory loggerFactory) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(maxConcurrent);
    private readonly ILogger _logger = loggerFactory.CreateLogger<TurnRunner>();

    /// <summary>Called with what each turn wrote.</summary>
    public Action<Instance, TurnCommit, TurnOutcome?>? Committed { get; set; }

    public async Task RunAsync(Instance instance)
    {
        while (instance.Take(hub.Time.GetUtcNow()) is { } batch)
        {
            await _slots.WaitAsync(hub.Stopping);
            try
            {
                await TurnAsync(instance, batch);
            }
            finally
            {
                _slots.Release();
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task TurnAsync(Instance instance, MailBatch batch)
    {
        var now = hub.Time.GetUtcNow();
        var consumed = batch.RowKeys.ToList();
        if (batch.Control is { } control)
        {
            await CommitAsync(instance, null, control.Kind switch
            {
                EventKind.Terminate => TurnPlan.Terminate(instance, now, control, consumed),
                EventKind.Suspend => TurnPlan.ChangeStatus(instance, now, OrchestrationRuntimeStatus.Suspended, consumed),
                _ => TurnPlan.ChangeStatus(instance, now, Resumed(instance.State!), consumed),
            });
            return;
        }

        var events = Events(instance, batch);
        if (events.Count == 0)
        {
            if (consumed.Count > 0)
            {
                await CommitAsync(instance, null, TurnPlan.ChangeStatus(instance, now, instance.State!.Status, consumed));
            }

            return;
        }

        var at = instance.History is [.., var last] && last.At > now.UtcDateTime ? last.At : now.UtcDateTime;
        var run = new OrchestratorRun(instance.State!, instance.History, at, events, converter, loggerFactory);
        var outcome = await ReplayAsync(instance.State!, run);
        var turn = new HistoryTurn { At = at, Events = events, Actions = outcome.Actions };
        await CommitAsync(instance, outcome, TurnPlan.Commit(instance, turn, outcome, consumed));
    }

    private static OrchestrationRuntimeStatus Resumed(InstanceState state) =>
        state.Turns == 0 && state.Generation == 0 ? OrchestrationRuntimeStatus.Pending : OrchestrationRuntimeStatus.Running;

    private static List<TurnEvent> Events(Instance instance, MailBatch batch)
    {
        var state = instance.State!;
        var events = new List<TurnEvent>();
        if (state.Turns == 0)
        {
            events.Add(new TurnEvent { Kind = EventKind.Start });
            events.AddRange(instance.Carry);
        }

        events.AddRange(batch.Mail.Select(mail => mail.Event).Where(turnEvent => turnEvent.Kind switch
        {
            EventKind.EventRaised => true,
            EventKind.Resume => false,
            _ => turnEvent.Generation == state.Generation,
        }));
        return events;
    }

    private async Task<TurnOutcome> ReplayAsync(InstanceState state, OrchestratorRun run)
    {
        Failure failure;
        try
        {
            await executor.RunOrchestratorAsync(state.Name, run, hub.Stopping);
            if (run.Outcome is { } outcome)
            {
                return outcome;
            }

            failure = new Failure(
                typeof(InvalidOperationException).FullName!, "A middleware kept the orchestrator from running.", null, null);
        }
        catch (Exception exception) when (!hub.Stopping.IsCancellationRequested)
        {
            failure = Failure.From(exception);
        }

        return new TurnOutcome
        {
            Status = OrchestrationRuntimeStatus.Failed,
            Actions = [],
            CancelledTimers = [],
            CustomStatus = state.CustomStatus,
            Failure = failure,
        };
    }

    private async Task CommitAsync(Instance instance, TurnOutcome? outcome, TurnCommit commit)
    {
        var committed = await hub.Retry.ForeverAsync(
            token => hub.Turns.TryCommitAsync(commit, instance.Stored, token), hub.Stopping)
            ?? throw new InstanceChangedException(instance.Id);
        if (commit.After.Generation != commit.Before.Generation)
        {
            instance.History.Clear();
            instance.Carry = commit.Carry ?? [];
        }
        else if (commit.History is { } turn)
        {
            instance.History.Add(turn);
        }

        instance.Commit(commit.After, committed.ETag);
        hub.Clean(instance, new Litter(
            commit.Leftover, [.. committed.Blobs, .. instance.Stored.Remove(commit.Leftover)]));
        if (commit.After.Failure is { } failure)
        {
            OrchestrationFailed(_logger, commit.After.Name, instance.Id, failure.Type, failure.Message);
        }

        Committed?.Invoke(instance, commit, outcome);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orchestrator {Name} failed as {InstanceId}: {Type}: {Message}")]
    private static partial void OrchestrationFailed(
        ILogger logger, string name, string instanceId, string type, string message);
}
