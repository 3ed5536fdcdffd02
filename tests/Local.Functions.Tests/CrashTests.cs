using System.Diagnostics;
using System.Globalization;
using CloudWorkspaces.Local.Functions.Tests.Crashes;
using CloudWorkspaces.Testing;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>
/// A host killed with SIGKILL at random moments while it runs orchestrations of every shape. The seed is in the output
/// and can be given, with the number of kills, by CRASH_SEED and CRASH_KILLS.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    /// <summary>Every so many kills there is a fan-out of a thousand.</summary>
    private const int WideEvery = 10;

    /// <summary>At least so much is left of a killed host's lease: 60 seconds, renewed every 20.</summary>
    private static readonly TimeSpan s_leaseLeft = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Kill_AtRandomMoments_EveryOrchestrationEndsRight()
    {
        var seed = Setting("CRASH_SEED") ?? Environment.TickCount;
        var kills = Setting("CRASH_KILLS") ?? 10;
        output.WriteLine($"CRASH_SEED={seed} CRASH_KILLS={kills}");
        var watch = Stopwatch.StartNew();
        var random = new Random(seed);
        var azurite = await AzuriteServer.SharedAsync();
        await using var host = new HostProcess(azurite.ConnectionString);
        var runs = new List<ShapeRun>();
        for (var kill = 0; kill < kills; kill++)
        {
            if (random.Next(4) == 0)
            {
                // In the middle of its start, most often before it answers.
                host.Launch();
                await Task.Delay(random.Next(150, 700));
                await host.KillAsync();
                continue;
            }

            await host.StartAsync();
            var started = Shapes(random, kill);
            runs.AddRange(started);
            var driving = DriveAsync(host, [.. started, .. runs.Where(_ => random.Next(10) == 0).Take(10)]);
            await Task.Delay(random.Next(5, 900));
            await host.KillAsync();
            try
            {
                await driving;
            }
            catch (HttpRequestException)
            {
                // What was not started now is started at the end.
            }
        }

        await host.StartAsync();
        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (run, _) =>
        {
            try
            {
                await run.EndAsync(host);
            }
            catch (TimeoutException exception)
            {
                throw new TimeoutException($"{exception.Message} {host.Output}");
            }
        });
        var effects = await host.EffectsAsync();
        var (executions, repeated) = EffectCheck.Check(effects, runs);
        await EffectCheck.CheckEndsAsync(effects, host);
        output.WriteLine(
            $"{runs.Count} orchestrations and their children, {executions} executions of activities, {repeated} repeated, "
            + $"{watch.Elapsed.TotalSeconds:F0} s, slowest start {host.SlowestStart.TotalMilliseconds:F0} ms");
        Assert.True(host.SlowestStart < s_leaseLeft, $"A start waited for a dead host's lease: it took {host.SlowestStart}.");
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>One of every kind, in an order of their own.</summary>
    private static List<ShapeRun> Shapes(Random random, int kill)
    {
        var shapes = ShapeCase.All(5).Select(shape => new ShapeRun(shape, $"{shape.Name}-{kill}")).ToArray();
        random.Shuffle(shapes);
        return kill % WideEvery == 0 ? [new ShapeRun(ShapeCase.Wide(1_000), $"Wide-{kill}"), .. shapes] : [.. shapes];
    }

    private static async Task DriveAsync(HostProcess host, IReadOnlyList<ShapeRun> runs)
    {
        foreach (var run in runs)
        {
            await run.DriveAsync(host);
        }
    }
}
