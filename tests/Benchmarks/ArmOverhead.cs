using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>A container group of one container through the emulator, beside the same container on the engine itself.</summary>
internal static class ArmOverhead
{
    private const string Groups =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups";

    private static readonly string[] s_command = ["sleep", "600"];
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    public static async Task MeasureAsync(int pairs)
    {
        await using var emulator = await ArmEmulatorProcess.StartAsync("127.0.0.1:9", "127.0.0.1:9");
        await using var engine = new EngineApi();
        await engine.WaitAsync();
        using var http = PinnedHttp.Client(emulator.Address, () => emulator.CertificateThumbprint);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Token);

        List<double> put = [], running = [], get = [], gone = [], bareStart = [], bareGet = [], bareGone = [];
        for (var pair = -2; pair < pairs; pair++)
        {
            // Those before the first warm caches and compilers.
            var counts = pair >= 0;
            var group = $"{Groups}/bench{pair + 2}?api-version=2025-09-01";
            var begun = TimeProvider.System.GetTimestamp();
            using var answer = await http.PutAsJsonAsync(group, Body());
            answer.EnsureSuccessStatusCode();
            Note(put, counts, Timing.Since(begun));
            await UntilAsync(async () => await StateAsync(http, group) == "Running");
            Note(running, counts, Timing.Since(begun));
            Note(get, counts, await Timing.MillisecondsAsync(() => http.GetStringAsync(group)));
            Note(gone, counts, await Timing.MillisecondsAsync(() => DeleteAsync(http, group)));

            var id = "";
            Note(bareStart, counts, await Timing.MillisecondsAsync(
                async () => id = await engine.RunAsync(LocalTools.EoImage, s_command)));
            Note(bareGet, counts, await Timing.MillisecondsAsync(() => engine.InspectAsync(id)));
            Note(bareGone, counts, await Timing.MillisecondsAsync(() => engine.RemoveAsync(id)));
        }

        Console.WriteLine($"{pairs} pairs, milliseconds: median (min-max)              emulator               engine");
        Console.WriteLine($"  PUT answered                          {Timing.Summary(put),23}");
        Console.WriteLine($"  PUT to running                        {Timing.Summary(running),23} {Timing.Summary(bareStart),22}");
        Console.WriteLine($"  GET                                   {Timing.Precise(get),23} {Timing.Precise(bareGet),22}");
        Console.WriteLine($"  DELETE until it is gone               {Timing.Summary(gone),23} {Timing.Summary(bareGone),22}");
        Console.WriteLine($"  overhead of a create, medians         {Timing.Median(running) - Timing.Median(bareStart),10:0}");
    }

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

    private static void Note(List<double> times, bool counts, double time)
    {
        if (counts)
        {
            times.Add(time);
        }
    }

    private static async Task<string> StateAsync(HttpClient http, string group) =>
        (await http.GetFromJsonAsync<JsonObject>(group))!["properties"]!["instanceView"]!["state"]!.GetValue<string>();

    private static async Task DeleteAsync(HttpClient http, string group)
    {
        using var answer = await http.DeleteAsync(group);
        answer.EnsureSuccessStatusCode();
        await UntilAsync(async () =>
        {
            using var left = await http.GetAsync(group);
            return left.StatusCode == System.Net.HttpStatusCode.NotFound;
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
}
