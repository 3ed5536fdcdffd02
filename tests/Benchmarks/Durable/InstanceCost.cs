using static CloudWorkspaces.Benchmarks.Durable.BenchmarkFunctions;

namespace CloudWorkspaces.Benchmarks.Durable;

/// <summary>What instances that wait cost: memory, and time at the start of a host.</summary>
internal static class InstanceCost
{
    private const int AtATime = 32;

    public static async Task MeasureAsync(string storage)
    {
        Console.WriteLine("instances that wait      heap, KiB each     heap, MiB     working set, MiB     start of a host until all are in, ms");
        foreach (var count in (int[])[100, 1_000, 10_000])
        {
            var hub = BenchmarkHost.NewHub();
            long heap;
            await using (var host = await BenchmarkHost.StartAsync(storage, hub))
            {
                var before = GC.GetTotalMemory(forceFullCollection: true);
                var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime };
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, count), options, async (number, _) => await host.WaitingAsync($"i{number}", 0));
                heap = GC.GetTotalMemory(forceFullCollection: true) - before;
            }

            var workingSet = Environment.WorkingSet;
            var start = await Timing.MillisecondsAsync(async () =>
            {
                await using var host = await BenchmarkHost.StartAsync(storage, hub);
                await host.Client.RaiseEventAsync($"i{count - 1}", Go, 1);
                await host.EndAsync($"i{count - 1}");
            });
            Console.WriteLine(
                $"  {count,6} {heap / 1024.0 / count,30:0.0} {heap / 1048576.0,13:0.0} {workingSet / 1048576.0,20:0} {start,25:0}");
        }
    }
}
