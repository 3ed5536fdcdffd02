using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>
/// A container group of one container through the emulator; beside it the calls to the engine that it takes, made by hand,
/// and one bare container. In alternation, the first of a round being another each time.
/// </summary>
internal sealed class ArmOverhead(HttpClient http, EngineApi engine)
{
    private const int WarmUps = 2;

    private const string Groups =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups";

    private static readonly string[] s_command = ["sleep", "600"];
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly List<Times> _emulator = [];
    private readonly List<Times> _byHand = [];
    private readonly List<Times> _bare = [];

    public static async Task MeasureAsync(int rounds)
    {
        await using var emulator = await ArmEmulatorProcess.StartAsync("127.0.0.1:9", "127.0.0.1:9");
        await using var engine = new EngineApi();
        await engine.WaitAsync();
        using var http = PinnedHttp.Client(emulator.Address, () => emulator.CertificateThumbprint);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Token);
        var overhead = new ArmOverhead(http, engine);
        for (var round = 0; round < rounds + WarmUps; round++)
        {
            await overhead.RoundAsync(round);
        }

        await overhead.ReportAsync(rounds);
    }

    private async Task RoundAsync(int round)
    {
        Func<Task>[] parts =
        [
            async () => _emulator.Add(await GroupAsync($"bench{round}")),
            async () => _byHand.Add(await ByHandAsync()),
            async () => _bare.Add(await BareAsync()),
        ];
        for (var part = 0; part < parts.Length; part++)
        {
            await parts[(round + part) % parts.Length]();
        }
    }

    private async Task<Times> GroupAsync(string name)
    {
        var group = $"{Groups}/{name}?api-version=2025-09-01";
        var begun = TimeProvider.System.GetTimestamp();
        using var answer = await http.PutAsJsonAsync(group, Body());
        answer.EnsureSuccessStatusCode();
        var answered = Timing.Since(begun);
        await UntilAsync(async () => await StateAsync(group) == "Running");
        var running = Timing.Since(begun);
        var get = await Timing.MillisecondsAsync(() => http.GetStringAsync(group));
        return new Times(answered, running, get, await Timing.MillisecondsAsync(() => DeleteAsync(group)));
    }

    private async Task<Times> ByHandAsync()
    {
        var (id, neverStarted) = ("", "");
        var running = await Timing.MillisecondsAsync(
            async () => (id, neverStarted) = await engine.RunInStepsAsync(LocalTools.EoImage, s_command));
        var get = await Timing.MillisecondsAsync(() => engine.InspectAsync(id));
        var gone = await Timing.MillisecondsAsync(async () =>
        {
            await engine.RemoveAsync(id);
            await engine.RemoveAsync(neverStarted);
        });
        return new Times(0, running, get, gone);
    }

    private async Task<Times> BareAsync()
    {
        var id = "";
        var running = await Timing.MillisecondsAsync(async () => id = await engine.RunAsync(LocalTools.EoImage, s_command));
        var get = await Timing.MillisecondsAsync(() => engine.InspectAsync(id));
        return new Times(0, running, get, await Timing.MillisecondsAsync(() => engine.RemoveAsync(id)));
    }

    private async Task ReportAsync(int rounds)
    {
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        Console.WriteLine($"{rounds} rounds on {Environment.ProcessorCount} processors, load at the end {load}; milliseconds: median (min-max)");
        Console.WriteLine($"{"",24}{"emulator",24}{"its calls by hand",24}{"one container",24}");
        Console.WriteLine($"{"PUT answered",-24}{Column(_emulator, times => times.Answered),24}");
        Line("PUT to running", times => times.Running);
        Line("GET", times => times.Get);
        Line("DELETE until gone", times => times.Gone);
        Console.WriteLine(
            $"overhead of a create, median of the rounds: {Difference(_byHand):0} over its calls by hand, " +
            $"{Difference(_bare):0} over one container");
    }

    private void Line(string what, Func<Times, double> time) =>
        Console.WriteLine($"{what,-24}{Column(_emulator, time),24}{Column(_byHand, time),24}{Column(_bare, time),24}");

    private static string Column(List<Times> times, Func<Times, double> time) =>
        Timing.Precise([.. times.Skip(WarmUps).Select(time)]);

    private double Difference(List<Times> others) => Timing.Median(
        _emulator.Zip(others, (emulator, other) => emulator.Running - other.Running).Skip(WarmUps));

    private static object Body() => new
    {
        location = "westeurope",
        properties = new
        {
            osType = "Linux",
            restartPolicy = "Never",
            containers = (object[])
            [
                new
                {
                    name = "main",
                    properties = new
                    {
                        image = LocalTools.EoImage,
                        command = s_command,
                        resources = new { requests = new { cpu = 0.5, memoryInGB = 0.25 } },
                    },
                },
            ],
        },
    };

    private async Task<string> StateAsync(string group) =>
        (await http.GetFromJsonAsync<JsonObject>(group))!["properties"]!["instanceView"]!["state"]!.GetValue<string>();

    private async Task DeleteAsync(string group)
    {
        using var answer = await http.DeleteAsync(group);
        answer.EnsureSuccessStatusCode();
        await UntilAsync(async () =>
        {
            using var left = await http.GetAsync(group);
            return left.StatusCode == HttpStatusCode.NotFound;
        });
    }

    /// <summary>Asks every 2 ms, which is finer than the tests' own waiting.</summary>
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(s_deadline);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), deadline.Token);
        }
    }

    private sealed record Times(double Answered, double Running, double Get, double Gone);
}
