using static CloudWorkspaces.Benchmarks.Durable.BenchmarkFunctions;

namespace CloudWorkspaces.Benchmarks.Durable;

/// <summary>What one more event costs an instance with a long history: in memory, and on a host that reads it first.</summary>
internal static class ReplayCost
{
    private const int Rounds = 5;

    public static async Task MeasureAsync(string storage)
    {
        Console.WriteLine($"one event to an instance, milliseconds to its completion, {Rounds} rounds: median (min-max)");
        Console.WriteLine("  turns in its history      in memory                start of a host and event");
        foreach (var turns in (int[])[10, 100, 1_000])
        {
            var (warm, cold) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                var hub = BenchmarkHost.NewHub();
                var (first, second) = ($"first{round}", $"second{round}");
                await using (var host = await BenchmarkHost.StartAsync(storage, hub))
                {
                    await host.WaitingAsync(first, turns);
                    await host.WaitingAsync(second, turns);
                    warm.Add(await Timing.MillisecondsAsync(() => GoAsync(host, first)));
                }

                cold.Add(await Timing.MillisecondsAsync(async () =>
                {
                    await using var host = await BenchmarkHost.StartAsync(storage, hub);
                    await GoAsync(host, second);
                }));
            }

            Console.WriteLine($"  {turns,5} {Timing.Summary(warm),28} {Timing.Summary(cold),28}");
        }
    }

    private static async Task GoAsync(BenchmarkHost host, string id)
    {
        await host.Client.RaiseEventAsync(id, Go, 1);
        await host.EndAsync(id);
    }
}
