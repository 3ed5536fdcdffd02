using CloudWorkspaces.Testing;
using static CloudWorkspaces.Benchmarks.Durable.BenchmarkFunctions;

namespace CloudWorkspaces.Benchmarks.Durable;

/// <summary>The local Durable Task engine beside loops that keep checkpoints by hand, on the same Azurite, in turn.</summary>
internal static class DurableEngine
{
    private const int Latencies = 500;
    private const int Orchestrations = 500;
    private const int AtATime = 32;
    private const int Rounds = 5;

    public static async Task MeasureAsync()
    {
        var storage = (await AzuriteServer.SharedAsync()).ConnectionString;
        var checkpoints = await Checkpoints.CreateAsync(storage);
        await using (var host = await BenchmarkHost.StartAsync(storage, BenchmarkHost.NewHub()))
        {
            await host.RunAsync(nameof(InARow), 100);
            await checkpoints.InARowAsync(100);
            await CallsAsync(host, checkpoints);
            await LatencyAsync(host, checkpoints);
            await ThroughputAsync(host, checkpoints);
            await LengthAsync(host, checkpoints);
            await IdleAsync();
        }

        await ReplayCost.MeasureAsync(storage);
        await InstanceCost.MeasureAsync(storage);
    }

    private static async Task CallsAsync(BenchmarkHost host, Checkpoints checkpoints)
    {
        using var calls = new StorageCalls();
        Console.WriteLine("storage operations of one orchestration, with one to read its end      engine   by hand");
        foreach (var count in (int[])[1, 10, 100])
        {
            Console.WriteLine(
                $"  {count,3} activities in a row {"",41} {await calls.OfAsync(() => host.RunAsync(nameof(InARow), count)),9}" +
                $" {await calls.OfAsync(() => checkpoints.InARowAsync(count)),9}");
            Console.WriteLine(
                $"  {count,3} activities at once  {"",41} {await calls.OfAsync(() => host.RunAsync(nameof(AtOnce), count)),9}" +
                $" {await calls.OfAsync(() => checkpoints.AtOnceAsync(count)),9}");
        }
    }

    private static async Task LatencyAsync(BenchmarkHost host, Checkpoints checkpoints)
    {
        var (engine, byHand) = (new List<double>(), new List<double>());
        for (var number = 0; number < Latencies; number++)
        {
            engine.Add(await Timing.MillisecondsAsync(() => host.RunAsync(nameof(InARow), 1)));
            byHand.Add(await Timing.MillisecondsAsync(() => checkpoints.InARowAsync(1)));
        }

        Console.WriteLine($"one activity, from start to completion, {Latencies} times, one at a time, milliseconds: p50, p99");
        Console.WriteLine($"  engine  {Timing.Percentile(engine, 50),7:0.0} {Timing.Percentile(engine, 99),7:0.0}");
        Console.WriteLine($"  by hand {Timing.Percentile(byHand, 50),7:0.0} {Timing.Percentile(byHand, 99),7:0.0}");
        Console.WriteLine($"  ratio of medians {Timing.Median(engine) / Timing.Median(byHand):0.00}");
    }

    private static async Task ThroughputAsync(BenchmarkHost host, Checkpoints checkpoints)
    {
        var (engine, byHand) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            engine.Add(await PerSecondAsync(() => host.RunAsync(nameof(InARow), 1)));
            byHand.Add(await PerSecondAsync(() => checkpoints.InARowAsync(1)));
        }

        Console.WriteLine(
            $"{Orchestrations} of one activity, {AtATime} at a time, {Rounds} rounds, orchestrations per second: median (min-max)");
        Console.WriteLine($"  engine  {Timing.Summary(engine)}");
        Console.WriteLine($"  by hand {Timing.Summary(byHand)}");
        Console.WriteLine($"  ratio of medians {Timing.Median(engine) / Timing.Median(byHand):0.00}");
    }

    private static async Task LengthAsync(BenchmarkHost host, Checkpoints checkpoints)
    {
        Console.WriteLine("activities in a row, milliseconds each     engine   by hand     ratio");
        foreach (var count in (int[])[10, 100, 1_000])
        {
            var engine = await Timing.MillisecondsAsync(() => host.RunAsync(nameof(InARow), count)) / count;
            var byHand = await Timing.MillisecondsAsync(() => checkpoints.InARowAsync(count)) / count;
            Console.WriteLine($"  {count,5} {"",33} {engine,9:0.00} {byHand,9:0.00} {engine / byHand,9:0.00}");
        }
    }

    private static async Task IdleAsync()
    {
        using var calls = new StorageCalls();
        Console.WriteLine($"storage operations of a host in a minute without work: {await calls.InAsync(TimeSpan.FromMinutes(1))}");
    }

    private static async Task<double> PerSecondAsync(Func<Task> run)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime };
        var elapsed = await Timing.MillisecondsAsync(() => Parallel.ForEachAsync(
            Enumerable.Range(0, Orchestrations), options, async (_, _) => await run()));
        return Orchestrations / (elapsed / 1_000);
    }
}
