using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.StandbyPools;

/// <summary>Standby pools and the profiles that their groups are made of, as the tests ask for them.</summary>
internal sealed class StandbyPoolApi(ArmApi api)
{
    public const string List = Pools + "?api-version=" + Version;

    private const string Version = "2025-03-01";
    private const string Pools =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.StandbyPool/standbyContainerGroupPools";

    private const string Profiles =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroupProfiles";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public async Task<(string Pool, string Profile)> CreateAsync(int capacity, string script, string restartPolicy = "Always")
    {
        var profile = await CreateProfileAsync(script, restartPolicy);
        var pool = ArmApi.NewName();
        await api.AnswerAsync(HttpMethod.Put, At(pool), Body(profile, capacity), HttpStatusCode.Created);
        return (pool, profile);
    }

    public async Task<string> CreateProfileAsync(string script, string restartPolicy = "Always")
    {
        var profile = ArmApi.NewName();
        await api.AnswerAsync(HttpMethod.Put, ProfileAt(profile), Bodies.Group(script, restartPolicy), HttpStatusCode.Created);
        return profile;
    }

    public async Task<(string Name, JsonObject Properties)> TakeAsync(string pool, string profile, string job)
    {
        var name = ArmApi.NewName();
        var answer = await api.AnswerAsync(
            HttpMethod.Put, ArmApi.At($"/{name}"), Request(pool, profile, job), HttpStatusCode.Created);
        return (name, answer["properties"]!.AsObject());
    }

    /// <param name="line">The last one. Docker shows whole lines only.</param>
    public Task WaitForLogAsync(string name, string line) => Eventually.TrueAsync(
        async () => (await api.LogsAsync(name)).EndsWith($"{line}\n", StringComparison.Ordinal), Deadline, $"{name} wrote {line}");

    public Task WaitForCountAsync(string pool, int running) => Eventually.TrueAsync(
        async () => await CountAsync(pool, "running") == running && await CountAsync(pool, "deleting") == 0, Deadline, $"{running} run");

    public async Task<int> CountAsync(string pool, string state) =>
        (await ViewAsync(pool))["instanceCountSummary"]![0]!["instanceCountsByState"]!.AsArray()
        .Single(item => item!["state"]!.GetValue<string>() == state)!["count"]!.GetValue<int>();

    public async Task<JsonNode> ViewAsync(string pool) =>
        (await api.AnswerAsync(HttpMethod.Get, $"{Pools}/{pool}/runtimeViews/latest?api-version={Version}"))["properties"]!;

    /// <summary>Deletes the pool and holds that none of its containers are left.</summary>
    public async Task DeleteAsync(string pool, string profile)
    {
        using var answer = await api.SendAsync(HttpMethod.Delete, At(pool));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.TrueAsync(
            async () => (await api.Http.GetAsync(answer.Headers.Location)).StatusCode == HttpStatusCode.OK, Deadline, $"{pool} is deleted");
        await api.AnswerAsync(HttpMethod.Get, At(pool), null, HttpStatusCode.NotFound);
        await api.AnswerAsync(HttpMethod.Delete, At(pool), null, HttpStatusCode.NoContent);
        Assert.Equal(0, await ContainersAsync(pool));
        await api.AnswerAsync(HttpMethod.Delete, ProfileAt(profile));
    }

    public static async Task<int> ContainersAsync(string pool) =>
        (await ContainerIdsAsync(pool)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>The main containers that are in the pool.</summary>
    public static async Task<string> ContainerIdsAsync(string pool)
    {
        var (_, ids) = await TestImage.OutputAsync(
            ["ps", "-aq", "--filter", $"name=cw-{pool}-", "--filter", "label=cloudworkspaces.arm/role=main"]);
        return ids.Trim();
    }

    public static string At(string pool) => $"{Pools}/{pool}?api-version={Version}";

    public static string ProfileAt(string profile) => $"{Profiles}/{profile}?api-version=2025-09-01";

    public static JsonObject Body(string profile, int capacity) => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["elasticityProfile"] = new JsonObject { ["maxReadyCapacity"] = capacity, ["refillPolicy"] = "always" },
            ["containerGroupProperties"] = new JsonObject
            {
                ["containerGroupProfile"] = new JsonObject { ["id"] = $"{Profiles}/{profile}" },
            },
        },
    };

    public static JsonObject Request(string pool, string profile, string job) => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["standbyPoolProfile"] = new JsonObject { ["id"] = $"{Pools}/{pool}" },
            ["containerGroupProfile"] = new JsonObject { ["id"] = $"{Profiles}/{profile}" },
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["properties"] = new JsonObject
                {
                    ["configMap"] = new JsonObject { ["keyValuePairs"] = new JsonObject { ["job"] = job } },
                },
            }),
        },
    };
}
