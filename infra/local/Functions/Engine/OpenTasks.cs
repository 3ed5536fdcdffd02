namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>What a history says was begun and not yet heard of.</summary>
internal static class OpenTasks
{
    public static IEnumerable<TurnAction> Of(IReadOnlyList<HistoryTurn> history)
    {
        var ended = history
            .SelectMany(turn => turn.Events)
            .Where(turnEvent => turnEvent.Kind is EventKind.TaskCompleted or EventKind.TaskFailed
                or EventKind.SubCompleted or EventKind.SubFailed or EventKind.TimerFired)
            .Select(turnEvent => turnEvent.TaskId)
            .ToHashSet();
        return history.SelectMany(turn => turn.Actions).Where(action => !ended.Contains(action.Id));
    }
}
