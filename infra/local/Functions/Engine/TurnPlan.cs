using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>From what a turn led to, what it writes. Pure.</summary>
internal static class TurnPlan
{
    public static TurnCommit Commit(Instance instance, HistoryTurn turn, TurnOutcome outcome, IReadOnlyList<string> consumed)
    {
        var before = instance.State!;
        var after = After(before, turn, outcome);
        var continued = outcome.Status == OrchestrationRuntimeStatus.ContinuedAsNew;
        IReadOnlyList<string> voided = continued
            ? [.. instance.Stored.Keys(HubNames.CarryRow), .. instance.Stored.Keys(HubNames.HistoryPrefix)]
            : [];
        var room = TurnCommit.MostDeletions - consumed.Count;
        return new TurnCommit
        {
            Before = before,
            After = after,
            ETag = instance.ETag,
            History = continued ? null : turn,
            Deletions = [.. consumed, .. voided.Take(room)],
            Leftover = [.. voided.Skip(room)],
            Carry = outcome.Carry.Count > 0 ? outcome.Carry : null,
            Outbox = Outbox(before, turn.At, Messages(after, before, outcome)),
        };
    }

    /// <summary>The end of an instance by order, without a turn of its orchestrator.</summary>
    public static TurnCommit Terminate(Instance instance, DateTimeOffset now, TurnEvent order, IReadOnlyList<string> consumed)
    {
        var before = instance.State!;
        var after = before with
        {
            Status = OrchestrationRuntimeStatus.Terminated,
            Output = order.Data,
            UpdatedOn = now,
            Turns = before.Turns + 1,
            Commit = NewCommit(),
        };
        var messages = new List<OutgoingMessage>();
        if (order.Recursive)
        {
            messages.AddRange(OpenSubOrchestrations(instance.History).Select(sub => new OutgoingMessage
            {
                Target = sub.InstanceId!,
                Event = order,
            }));
        }

        var failure = new Failure("Terminated", $"The orchestration was terminated: {order.Data}", null, null);
        messages.AddRange(ToParent(before, output: null, failure));
        return new TurnCommit
        {
            Before = before,
            After = after,
            ETag = instance.ETag,
            Deletions = consumed,
            Outbox = Outbox(before, now.UtcDateTime, messages),
        };
    }

    public static TurnCommit ChangeStatus(
        Instance instance, DateTimeOffset now, OrchestrationRuntimeStatus status, IReadOnlyList<string> consumed) => new()
        {
            Before = instance.State!,
            After = instance.State! with { Status = status, UpdatedOn = now, Commit = NewCommit() },
            ETag = instance.ETag,
            Deletions = consumed,
        };

    private static string NewCommit() => Guid.NewGuid().ToString("N");

    private static InstanceState After(InstanceState before, HistoryTurn turn, TurnOutcome outcome)
    {
        var after = before with
        {
            Status = outcome.Status,
            Turns = before.Turns + 1,
            UpdatedOn = new DateTimeOffset(turn.At, TimeSpan.Zero),
            CustomStatus = outcome.CustomStatus,
            Commit = NewCommit(),
        };
        return outcome.Status switch
        {
            OrchestrationRuntimeStatus.Completed => after with { Output = outcome.Output },
            OrchestrationRuntimeStatus.Failed => after with { Failure = outcome.Failure, Output = FailureText(outcome.Failure!) },
            OrchestrationRuntimeStatus.ContinuedAsNew => after with
            {
                Status = OrchestrationRuntimeStatus.Running,
                Generation = before.Generation + 1,
                Turns = 0,
                Input = outcome.NewInput,
                Version = outcome.NewVersion ?? before.Version,
            },
            _ => after,
        };
    }

    /// <summary>As the official extension on Azure Storage, whose output of a failed instance is the text of the failure.</summary>
    private static string FailureText(Failure failure) =>
        System.Text.Json.JsonSerializer.Serialize(failure.Message, EngineJson.Default.String);

    private static IEnumerable<OutgoingMessage> Messages(InstanceState after, InstanceState before, TurnOutcome outcome)
    {
        foreach (var action in outcome.Actions)
        {
            if (action.Kind == ActionKind.SendEvent)
            {
                yield return new OutgoingMessage
                {
                    Target = action.InstanceId!,
                    Event = new TurnEvent { Kind = EventKind.EventRaised, Name = action.Name, Data = action.Data },
                };
            }
            else if (action.Kind == ActionKind.SubOrchestration)
            {
                yield return new OutgoingMessage
                {
                    Target = action.InstanceId!,
                    StartName = action.Name,
                    StartInput = action.Data,
                    StartVersion = action.Version,
                    Parent = new ParentLink(before.Id, before.Name, before.Execution, before.Generation, action.Id),
                };
            }
        }

        if (after.IsTerminal)
        {
            foreach (var message in ToParent(before, after.Output, after.Failure))
            {
                yield return message;
            }
        }
    }

    private static IEnumerable<OutgoingMessage> ToParent(InstanceState state, string? output, Failure? failure)
    {
        if (state.Parent is { } parent)
        {
            yield return new OutgoingMessage
            {
                Target = parent.InstanceId,
                TargetExecution = parent.Execution,
                Event = new TurnEvent
                {
                    Kind = failure is null ? EventKind.SubCompleted : EventKind.SubFailed,
                    TaskId = parent.TaskId,
                    Generation = parent.Generation,
                    Data = failure is null ? output : null,
                    Failure = failure,
                },
            };
        }
    }

    private static OutboxBatch? Outbox(InstanceState before, DateTime at, IEnumerable<OutgoingMessage> messages)
    {
        var list = messages.ToList();
        return list.Count == 0
            ? null
            : new OutboxBatch(HubNames.Outbox(before.Execution, before.Generation, before.Turns), at.Ticks, list);
    }

    private static IEnumerable<TurnAction> OpenSubOrchestrations(IReadOnlyList<HistoryTurn> history) =>
        OpenTasks.Of(history).Where(action => action.Kind == ActionKind.SubOrchestration);
}
