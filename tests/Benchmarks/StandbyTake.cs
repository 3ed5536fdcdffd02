using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>
/// A container group with an init container of the agent's kind (half a second) from a standby pool, beside the same group
/// made anew, in alternation, until it runs.
/// </summary>
internal static class StandbyTake
{
    private const string Providers = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers";
    private const string Profile = Providers + "/Microsoft.ContainerInstance/containerGroupProfiles/bench";
    private const string Pool = Providers + "/Microsoft.StandbyPool/standbyContainerGroupPools/bench";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    public static async Task MeasureAsync(int rounds)
    {
        await using var emulator = await ArmEmulatorProcess.StartAsync("127.0.0.1:9", "127.0.0.1:9");
        using var http = PinnedHttp.Client(emulator.Address, () => emulator.CertificateThumbprint);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Token);
        await PutAsync(http, $"{Profile}?api-version=2025-09-01", ProfileBody());
        await PutAsync(http, $"{Pool}?api-version=2025-03-01", PoolBody());
        List<double> taken = [], anew = [];
        for (var round = 0; round <= rounds; round++)
        {
            await Eventually.TrueAsync(() => IsReadyAsync(http), s_deadline, "the pool is full");
            taken.Add(await Timing.MillisecondsAsync(() => RunAsync(http, $"taken{round}", fromPool: true)));
            await Eventually.TrueAsync(() => IsReadyAsync(http), s_deadline, "the pool is full");
            anew.Add(await Timing.MillisecondsAsync(() => RunAsync(http, $"anew{round}", fromPool: false)));
        }

        await http.DeleteAsync($"{Pool}?api-version=2025-03-01");
        await Eventually.TrueAsync(
            async () => (await http.GetAsync($"{Pool}?api-version=2025-03-01")).StatusCode == HttpStatusCode.NotFound,
            s_deadline,
            "the pool is gone");
        Console.WriteLine($"{rounds} rounds, PUT to running, milliseconds: median (min-max)");
        Console.WriteLine($"  from a standby pool {Timing.Precise([.. taken.Skip(1)])}");
        Console.WriteLine($"  made anew           {Timing.Precise([.. anew.Skip(1)])}");
    }

    private static async Task RunAsync(HttpClient http, string name, bool fromPool)
    {
        var group = $"{Providers}/Microsoft.ContainerInstance/containerGroups/{name}?api-version=2025-09-01";
        var properties = new JsonObject { ["containerGroupProfile"] = new JsonObject { ["id"] = Profile } };
        if (fromPool)
        {
            properties["standbyPoolProfile"] =
                new JsonObject { ["id"] = Pool, ["failContainerGroupCreateOnReuseFailure"] = true };
        }

        await PutAsync(http, group, new JsonObject { ["location"] = "westeurope", ["properties"] = properties });
        await Eventually.TrueAsync(
            async () => (await http.GetFromJsonAsync<JsonObject>(group))!["properties"]!["instanceView"]!["state"]!
                .GetValue<string>() == "Running",
            s_deadline,
            $"{name} runs");
        (await http.DeleteAsync(group)).EnsureSuccessStatusCode();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        var view = await http.GetFromJsonAsync<JsonObject>($"{Pool}/runtimeViews/latest?api-version=2025-03-01");
        var counts = view!["properties"]!["instanceCountSummary"]![0]!["instanceCountsByState"]!.AsArray();
        return counts.Single(item => item!["state"]!.GetValue<string>() == "running")!["count"]!.GetValue<int>() == 1;
    }

    private static async Task PutAsync(HttpClient http, string address, JsonObject body)
    {
        using var answer = await http.PutAsJsonAsync(address, body);
        answer.EnsureSuccessStatusCode();
    }

    private static JsonObject ProfileBody() => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["osType"] = "Linux",
            ["initContainers"] = new JsonArray(Container("init", "0.5")),
            ["containers"] = new JsonArray(WithResources(Container("main", "600"))),
        },
    };

    private static JsonObject PoolBody() => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["elasticityProfile"] = new JsonObject { ["maxReadyCapacity"] = 1 },
            ["containerGroupProperties"] = new JsonObject { ["containerGroupProfile"] = new JsonObject { ["id"] = Profile } },
        },
    };

    private static JsonObject Container(string name, string seconds) => new()
    {
        ["name"] = name,
        ["properties"] = new JsonObject { ["image"] = LocalTools.EoImage, ["command"] = new JsonArray("sleep", seconds) },
    };

    private static JsonObject WithResources(JsonObject container)
    {
        container["properties"]!["resources"] =
            new JsonObject { ["requests"] = new JsonObject { ["cpu"] = 0.5, ["memoryInGB"] = 0.25 } };
        return container;
    }
}
