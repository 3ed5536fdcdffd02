using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Webhooks;

/// <summary>
/// The history of an instance's last generation in the official form: what a task's end tells (its name, when it was
/// scheduled) is in one event with the end, and only tasks that have not ended have an event of their own. Pure.
/// </summary>
internal static class HistoryEvents
{
    /// <param name="withOutput">Results, payloads and reasons too.</param>
    public static JsonArray Of(LoadedInstance instance, bool withOutput)
    {
        var events = new JsonArray();
        var begun = instance.History
            .SelectMany(turn => turn.Actions.Select(action => (Action: action, turn.At)))
            .ToDictionary(found => found.Action.Id);
        var open = OpenTasks.Of(instance.History).Select(action => action.Id).ToHashSet();
        foreach (var turn in instance.History)
        {
            foreach (var turnEvent in turn.Events)
            {
                (TurnAction Action, DateTime At)? task =
                    IsEnd(turnEvent.Kind) && begun.TryGetValue(turnEvent.TaskId, out var found) ? found : null;
                events.Add((JsonNode)Happened(instance.State, turnEvent, turn.At, task, withOutput));
            }

            foreach (var action in turn.Actions.Where(action => open.Contains(action.Id)))
            {
                events.Add((JsonNode)Begun(action, turn.At));
            }
        }

        if (instance.State.IsTerminal)
        {
            events.Add((JsonNode)Ended(instance.State, withOutput));
        }

        return events;
    }

    private static bool IsEnd(EventKind kind) => kind is EventKind.TaskCompleted or EventKind.TaskFailed
        or EventKind.SubCompleted or EventKind.SubFailed or EventKind.TimerFired;

    private static JsonObject Happened(
        InstanceState state, TurnEvent turnEvent, DateTime at, (TurnAction Action, DateTime At)? task, bool withOutput)
    {
        var found = new JsonObject
        {
            ["EventType"] = turnEvent.Kind switch
            {
                EventKind.Start => "ExecutionStarted",
                EventKind.SubCompleted => "SubOrchestrationInstanceCompleted",
                EventKind.SubFailed => "SubOrchestrationInstanceFailed",
                var kind => kind.ToString(),
            },
            ["Timestamp"] = at,
        };
        if (turnEvent.Kind == EventKind.Start)
        {
            found["FunctionName"] = state.Name;
        }

        if (task is var (action, scheduled))
        {
            found["ScheduledTime"] = scheduled;
            Describe(found, action);
        }

        if (turnEvent.Name is { } name)
        {
            found["Name"] = name;
        }

        if (withOutput && turnEvent.Data is { } data)
        {
            found[turnEvent.Kind == EventKind.EventRaised ? "Input" : "Result"] = StatusPayload.Parse(data);
        }

        if (withOutput && turnEvent.Failure is { } failure)
        {
            found["Reason"] = failure.Message;
        }

        return found;
    }

    private static JsonObject Begun(TurnAction action, DateTime at)
    {
        var found = new JsonObject
        {
            ["EventType"] = action.Kind switch
            {
                ActionKind.Activity => "TaskScheduled",
                ActionKind.SubOrchestration => "SubOrchestrationInstanceCreated",
                ActionKind.Timer => "TimerCreated",
                _ => "EventSent",
            },
            ["Timestamp"] = at,
        };
        Describe(found, action);
        return found;
    }

    private static void Describe(JsonObject found, TurnAction action)
    {
        if (action.Kind == ActionKind.Timer)
        {
            found["FireAt"] = action.FireAt;
        }
        else
        {
            found[action.Kind == ActionKind.SendEvent ? "Name" : "FunctionName"] = action.Name;
        }

        if (action.InstanceId is { } instanceId)
        {
            found["InstanceId"] = instanceId;
        }
    }

    private static JsonObject Ended(InstanceState state, bool withOutput)
    {
        var terminated = state.Status == OrchestrationRuntimeStatus.Terminated;
        var found = new JsonObject
        {
            ["EventType"] = terminated ? "ExecutionTerminated" : "ExecutionCompleted",
            ["Timestamp"] = state.UpdatedOn.UtcDateTime,
        };
        if (!terminated)
        {
            found["OrchestrationStatus"] = state.Status.ToString();
        }

        if (withOutput)
        {
            found[terminated ? "Reason" : "Result"] = StatusPayload.Parse(state.Output);
        }

        return found;
    }
}
