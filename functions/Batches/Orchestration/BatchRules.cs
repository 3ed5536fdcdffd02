namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>What follows from where a batch stands.</summary>
internal static class BatchRules
{
    /// <summary>How many items may be started now; 0 when there are none left.</summary>
    public static int Room(BatchProgress progress)
    {
        var plan = progress.Plan!;
        var isThereMore = progress.Queue.Count > 0 || progress.Position < plan.Total;
        return progress.IsStopping || !isThereMore || MustStop(progress, isCancelled: false)
            ? 0
            : Math.Max(0, plan.Concurrency - progress.Running.Count);
    }

    public static bool MustStop(BatchProgress progress, bool isCancelled) =>
        !progress.IsStopping && (isCancelled || (progress.Plan!.FailFast && progress.Counts.Failed > 0));

    public static bool IsOver(BatchProgress progress) => progress.Running.Count == 0 &&
        (progress.IsStopping || (progress.Queue.Count == 0 && progress.Position >= progress.Plan!.Total));

    /// <summary>Takes up pending items, in order; none means that there are no more.</summary>
    public static BatchProgress Found(BatchProgress progress, IReadOnlyList<int> items) => progress with
    {
        Queue = items,
        Position = items.Count == 0 ? progress.Plan!.Total : items[^1] + 1,
    };

    /// <summary>Moves up to so many items from the queue to those that run.</summary>
    public static BatchProgress Start(BatchProgress progress, int room, out IReadOnlyList<int> items)
    {
        items = [.. progress.Queue.Take(room)];
        return progress with
        {
            Queue = [.. progress.Queue.Skip(room)],
            Running = [.. progress.Running, .. items],
            Counts = progress.Counts.Move(BatchItemState.Pending, BatchItemState.Running, items.Count),
        };
    }

    /// <summary>An end that was heard of before, or that of an earlier round, changes nothing.</summary>
    public static BatchProgress Settle(BatchProgress progress, BatchItemSettled settled) =>
        progress.Running.Contains(settled.Index)
            ? progress with
            {
                Running = [.. progress.Running.Where(index => index != settled.Index)],
                Counts = progress.Counts.Move(BatchItemState.Running, settled.State),
            }
            : progress;

    public static BatchProgress Stop(BatchProgress progress, int dismissed) => progress with
    {
        IsStopping = true,
        Queue = [],
        Counts = progress.Counts.Move(BatchItemState.Pending, BatchItemState.Dismissed, dismissed),
    };

    public static BatchState EndOf(BatchProgress progress, bool isCancelled) =>
        progress.Counts.Succeeded == progress.Plan!.Total ? BatchState.Succeeded
        : isCancelled ? BatchState.Dismissed
        : BatchState.Failed;
}
