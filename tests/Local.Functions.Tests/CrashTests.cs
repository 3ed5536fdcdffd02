using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CloudWorkspaces.Local.Functions.TestHost;
using CloudWorkspaces.Testing;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>
/// A host killed with SIGKILL at random moments while it runs orchestrations of every shape. The seed is in the output
/// and can be given, with the number of kills, by CRASH_SEED and CRASH_KILLS.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> s_expected = new()
    {
        [nameof(Shapes.Chain)] = "5",
        [nameof(Shapes.FanOut)] = $"{Shapes.FanOutWidth * (Shapes.FanOutWidth + 1) / 2}",
        [nameof(Shapes.Family)] = $"{Shapes.Children * 5}",
        [nameof(Shapes.Sleeper)] = "4",
        [nameof(Shapes.Stubborn)] = "1",
        [nameof(Shapes.Eternal)] = $"{Shapes.Generations}",
        [nameof(Shapes.Sender)] = "\"01234\"",
        [nameof(Shapes.Listener)] = "\"012\"",
    };

    [Fact]
    public async Task Kill_AtRandomMoments_EveryOrchestrationEndsRight()
    {
        var seed = Setting("CRASH_SEED") ?? Environment.TickCount;
        var kills = Setting("CRASH_KILLS") ?? 10;
        output.WriteLine($"CRASH_SEED={seed} CRASH_KILLS={kills}");
        var random = new Random(seed);
        var azurite = await AzuriteServer.SharedAsync();
        await using var host = new HostProcess(azurite.ConnectionString);
        var ids = new Dictionary<string, string>();
        for (var kill = 0; kill <= kills; kill++)
        {
            await host.StartAsync();
            foreach (var shape in s_expected.Keys)
            {
                ids[$"{shape}-{kill}"] = shape;
            }

            if (kill == kills)
            {
                break;
            }

            var driving = DriveAsync(host, [.. ids.Where(id => id.Key.EndsWith($"-{kill}", StringComparison.Ordinal))]);
            await Task.Delay(random.Next(5, 900));
            await host.KillAsync();
            try
            {
                await driving;
            }
            catch (HttpRequestException)
            {
                // Whatever was not started now is started at the end.
            }
        }

        await DriveAsync(host, [.. ids]);
        foreach (var (id, shape) in ids)
        {
            await Eventually.TrueAsync(
                async () => (await host.Http.GetFromJsonAsync<JsonElement>($"status/{id}")).GetProperty("status").GetString() != "Running",
                TimeSpan.FromSeconds(60),
                $"{id} ends; {host.Output}");
            var ended = await host.Http.GetFromJsonAsync<JsonElement>($"status/{id}");
            Assert.Equal(
                (id, "Completed", s_expected[shape]),
                (id, ended.GetProperty("status").GetString(), ended.GetProperty("output").GetString()));
        }

        output.WriteLine($"slowest start: {host.SlowestStart.TotalMilliseconds:F0} ms");
        Assert.True(host.SlowestStart < TimeSpan.FromSeconds(10), $"A start took {host.SlowestStart}.");
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Starts what is not started and raises what is to be raised.</summary>
    private static async Task DriveAsync(HostProcess host, IReadOnlyList<KeyValuePair<string, string>> ids)
    {
        foreach (var (id, shape) in ids)
        {
            using var started = await host.Http.PostAsync($"start/{shape}/{id}", null);
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            for (var number = 0; shape == nameof(Shapes.Listener) && number < 3; number++)
            {
                using var raised = await host.Http.PostAsync($"raise/{id}/n{number}/{number}", null);
                Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
            }
        }
    }
}
