using CloudWorkspaces.Batches;
using CloudWorkspaces.Batches.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Batches;

public sealed class BatchRulesTests
{
    private static readonly BatchProgress Fresh = new()
    {
        Batch = new("default", "01"),
        Round = 1,
        Plan = new() { Total = 5, Concurrency = 2 },
        Counts = new() { Pending = 5 },
    };

    [Fact]
    public void Rules_OverAWholeBatch_KeepTheLimitAndTheCounts()
    {
        var progress = Fresh;
        List<int> started = [];
        while (!BatchRules.IsOver(progress))
        {
            while (BatchRules.Room(progress) is > 0 and var room)
            {
                if (progress.Queue.Count == 0)
                {
                    var left = Enumerable.Range(progress.Position, 5 - progress.Position).Take(3).ToList();
                    progress = BatchRules.Found(progress, left);
                    continue;
                }

                progress = BatchRules.Start(progress, room, out var items);
                started.AddRange(items);
            }

            Assert.InRange(progress.Running.Count, 1, 2);
            var counts = progress.Counts;
            Assert.Equal(5, counts.Pending + counts.Running + counts.Succeeded + counts.Failed);
            progress = BatchRules.Settle(progress, new(progress.Running[0], progress.Running[0] == 3 ? BatchItemState.Failed : BatchItemState.Succeeded));
        }

        Assert.Equal([0, 1, 2, 3, 4], started);
        Assert.Equal(new BatchCounts { Succeeded = 4, Failed = 1 }, progress.Counts);
        Assert.Equal(BatchState.Failed, BatchRules.EndOf(progress, isCancelled: false));
    }

    [Fact]
    public void Settle_AnEndHeardTwice_CountsOnce()
    {
        var progress = BatchRules.Start(BatchRules.Found(Fresh, [0, 1]), 2, out _);

        var once = BatchRules.Settle(progress, new(0, BatchItemState.Succeeded));
        var twice = BatchRules.Settle(once, new(0, BatchItemState.Failed));

        Assert.Same(once, twice);
    }

    [Fact]
    public void MustStop_FirstFailure_IfTheBatchIsToFailFast()
    {
        var progress = BatchRules.Settle(
            BatchRules.Start(BatchRules.Found(Fresh, [0, 1]), 2, out _), new(0, BatchItemState.Failed));
        var fast = progress with { Plan = progress.Plan! with { FailFast = true } };

        Assert.False(BatchRules.MustStop(progress, isCancelled: false));
        Assert.True(BatchRules.MustStop(progress, isCancelled: true));
        Assert.True(BatchRules.MustStop(fast, isCancelled: false));
        Assert.Equal(0, BatchRules.Room(fast));

        var stopped = BatchRules.Stop(fast, dismissed: 3);
        Assert.False(BatchRules.MustStop(stopped, isCancelled: true));
        Assert.False(BatchRules.IsOver(stopped));
        var over = BatchRules.Settle(stopped, new(1, BatchItemState.Dismissed));
        Assert.True(BatchRules.IsOver(over));
        Assert.Equal(new BatchCounts { Failed = 1, Dismissed = 4 }, over.Counts);
        Assert.Equal(BatchState.Dismissed, BatchRules.EndOf(over, isCancelled: true));
    }
}
