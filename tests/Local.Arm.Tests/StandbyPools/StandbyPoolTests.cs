using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.StandbyPools;

[Trait("Category", "Container")]
public sealed class StandbyPoolTests(StandbyPoolTests.Fixture fixture) : IClassFixture<StandbyPoolTests.Fixture>
{
    private const string Version = "2025-03-01";
    private const string Pools =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.StandbyPool/standbyContainerGroupPools";

    private const string Usages =
        ArmApi.Subscription + "/providers/Microsoft.ContainerInstance/locations/westeurope/usages?api-version=2025-09-01";

    private const string Profiles =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroupProfiles";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Says when it has started, and then what its config map says once it says something.</summary>
    private const string WaitForConfig =
        "busybox cat /proc/sys/kernel/random/uuid; until [ -f /mnt/configmap/main/job ]; do busybox sleep 0.1; done; " +
        "busybox cat /mnt/configmap/main/job; exec busybox sleep 600";

    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Pool_FromPutToDelete_KeepsAsManyGroupsAsItSays()
    {
        var (pool, profile) = await PoolAsync(2, WaitForConfig);
        await WaitForCountAsync(pool, 2);

        var got = await Api.AnswerAsync(HttpMethod.Get, At(pool));
        Assert.Equal(2, got["properties"]!["elasticityProfile"]!["maxReadyCapacity"]!.GetValue<int>());
        Assert.Equal("Succeeded", got["properties"]!["provisioningState"]!.GetValue<string>());
        Assert.Contains(pool, (await Api.AnswerAsync(HttpMethod.Get, $"{Pools}?api-version={Version}")).ToJsonString());
        Assert.Equal(2, await ContainersAsync(pool));
        Assert.DoesNotContain(pool, await Api.Http.GetStringAsync(ArmApi.At("")));
        var usages = (await Api.AnswerAsync(HttpMethod.Get, Usages))["value"]!.AsArray();
        Assert.Equal(2, usages.Single(usage => usage!["name"]!["value"]!.GetValue<string>() == "ContainerGroups")!["currentValue"]!.GetValue<int>());

        await Api.AnswerAsync(HttpMethod.Patch, At(pool), new JsonObject
        {
            ["properties"] = new JsonObject { ["elasticityProfile"] = new JsonObject { ["maxReadyCapacity"] = 1 } },
        });
        await WaitForCountAsync(pool, 1);
        await DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_GroupOfAPool_TakesARunningOneAndThePoolRefills()
    {
        var (pool, profile) = await PoolAsync(1, WaitForConfig);
        await WaitForCountAsync(pool, 1);
        var container = await ContainerIdsAsync(pool);

        var (name, answer) = await TakeAsync(pool, profile, "first");

        Assert.Equal("Succeeded", answer["provisioningState"]!.GetValue<string>());
        Assert.Equal("Running", answer.State());
        Assert.True(answer["isCreatedFromStandbyPool"]!.GetValue<bool>());
        Assert.Equal("first", answer["containers"]![0]!["properties"]!["configMap"]!["keyValuePairs"]!["job"]!.GetValue<string>());
        await WaitForLogAsync(name, "first");
        Assert.Equal(0, (await Api.GetAsync(name)).RestartCount());
        await WaitForCountAsync(pool, 1);
        Assert.NotEqual(container, await ContainerIdsAsync(pool));
        Assert.Contains(name, await Api.Http.GetStringAsync(ArmApi.At("")));

        await Api.DeleteAsync(name);
        await DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_GroupOfAPoolWithAName_GetsTheNameAndKeepsTheAddress()
    {
        var (profile, pool) = (ArmApi.NewName(), ArmApi.NewName());
        var body = Bodies.Group("echo here > /tmp/page; exec busybox httpd -f -p 8080 -h /tmp", "Always").WithPorts(8080);
        body["properties"]!["ipAddress"]!["dnsNameLabel"] = profile;
        await Api.AnswerAsync(HttpMethod.Put, ProfileAt(profile), body, HttpStatusCode.Created);
        await Api.AnswerAsync(HttpMethod.Put, At(pool), Pool(profile, 2), HttpStatusCode.Created);
        await WaitForCountAsync(pool, 2);

        var (name, answer) = await TakeAsync(pool, profile, "x");

        Assert.True(answer["isCreatedFromStandbyPool"]!.GetValue<bool>());
        Assert.Equal($"{profile}.westeurope.azurecontainer.localhost", answer["ipAddress"]!["fqdn"]!.GetValue<string>());
        using var client = new HttpClient();
        Assert.Equal("here\n", await client.GetStringAsync($"http://{answer["ipAddress"]!["ip"]!.GetValue<string>()}:8080/page"));
        await Api.DeleteAsync(name);
        await DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_TakenGroupWithAnotherConfigMap_ChangesTheFileWithoutARestart()
    {
        var (pool, profile) = await PoolAsync(1, WaitForConfig);
        await WaitForCountAsync(pool, 1);
        var (name, _) = await TakeAsync(pool, profile, "first");
        await WaitForLogAsync(name, "first");

        await Api.AnswerAsync(HttpMethod.Put, ArmApi.At($"/{name}"), Request(pool, profile, "second"));

        var file = fixture.Emulator.State.GetFiles("job", SearchOption.AllDirectories).Single();
        Assert.Equal("second", await File.ReadAllTextAsync(file.FullName));
        Assert.EndsWith("first", await Api.LogsAsync(name));
        Assert.Equal("Running", (await Api.GetAsync(name)).State());
        await Api.DeleteAsync(name);
        await DeleteAsync(pool, profile);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_GroupOfAnEmptyPool_IsMadeAnewOrRefusedAsItSays(bool fails)
    {
        var (pool, profile) = await PoolAsync(0, WaitForConfig);
        var name = ArmApi.NewName();
        var request = Request(pool, profile, "cold");
        request["properties"]!["standbyPoolProfile"]!["failContainerGroupCreateOnReuseFailure"] = fails;

        if (fails)
        {
            Assert.Equal(
                "StandbyPoolReuseFailure",
                await Api.RefusedAsync(HttpMethod.Put, ArmApi.At($"/{name}"), request, HttpStatusCode.Conflict));
        }
        else
        {
            await Api.CreateAsync(request, name);
            await WaitForLogAsync(name, "cold");
            Assert.Null((await Api.GetAsync(name))["isCreatedFromStandbyPool"]);
            await Api.DeleteAsync(name);
        }

        await DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_GroupThatChangesTheProfilesEnvironment_IsNotTakenFromThePool()
    {
        var (pool, profile) = await PoolAsync(1, "exec busybox sleep 600");
        await WaitForCountAsync(pool, 1);
        var request = Request(pool, profile, "x");
        request.MainProperties()["environmentVariables"] =
            new JsonArray(new JsonObject { ["name"] = "OTHER", ["value"] = "1" });

        var name = await Api.CreateAsync(request);

        Assert.Null((await Api.GetAsync(name))["isCreatedFromStandbyPool"]);
        await Api.DeleteAsync(name);
        await DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_PoolWithAnotherRevision_ReplacesItsGroups()
    {
        var (pool, profile) = await PoolAsync(1, "exec busybox sleep 600");
        await WaitForCountAsync(pool, 1);
        var before = await ContainerIdsAsync(pool);
        await Api.AnswerAsync(HttpMethod.Put, ProfileAt(profile), Bodies.Group(WaitForConfig, "Always"));

        await Api.AnswerAsync(HttpMethod.Put, At(pool), Pool(profile, 1));

        await Eventually.TrueAsync(
            async () => await CountAsync(pool, "running") == 1 && await ContainerIdsAsync(pool) is var now && now != before && now != "",
            Deadline,
            "its group is another");
        var (name, _) = await TakeAsync(pool, profile, "of revision two");
        await WaitForLogAsync(name, "of revision two");
        await Api.DeleteAsync(name);
        await DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Pool_WhoseGroupsEnd_IsDegradedAndMakesThemAgain()
    {
        var (pool, profile) = await PoolAsync(1, "exit 3", "Never");
        await Eventually.TrueAsync(
            async () => (await ViewAsync(pool))["status"]!["code"]!.GetValue<string>() == "HealthState/degraded", Deadline, "it is degraded");
        var before = await ContainerIdsAsync(pool);

        await Eventually.TrueAsync(
            async () => await ContainerIdsAsync(pool) is var now && now != "" && now != before, Deadline, "it was made again");
        await DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Emulator_StartedAgain_GoesOnWithPoolsAndTheirGroups()
    {
        var (pool, profile) = await PoolAsync(1, WaitForConfig);
        await WaitForCountAsync(pool, 1);
        var (taken, _) = await TakeAsync(pool, profile, "before");
        await WaitForCountAsync(pool, 1);
        var waiting = await ContainerIdsAsync(pool);

        await fixture.Emulator.KillAsync();
        await fixture.Emulator.StartProcessAsync();

        Assert.Equal("Running", (await Api.GetAsync(taken)).State());
        Assert.Equal(waiting, await ContainerIdsAsync(pool));
        var (name, answer) = await TakeAsync(pool, profile, "after");
        Assert.True(answer["isCreatedFromStandbyPool"]!.GetValue<bool>());
        await WaitForLogAsync(name, "after");
        await Api.DeleteAsync(taken);
        await Api.DeleteAsync(name);
        await DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_BadPool_NamesAllThatIsWrong()
    {
        var body = new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["elasticityProfile"] = new JsonObject { ["maxReadyCapacity"] = 2001, ["refillPolicy"] = "never" },
                ["containerGroupProperties"] = new JsonObject(),
                ["surprise"] = 1,
            },
        };

        var error = (await Api.AnswerAsync(HttpMethod.Put, At("bad-pool"), body, HttpStatusCode.BadRequest)).ToJsonString();

        Assert.All(
            ["maxReadyCapacity", "refillPolicy", "containerGroupProfile.id", "surprise"], name => Assert.Contains(name, error));
        Assert.Equal("ResourceNotFound", await Api.RefusedAsync(HttpMethod.Get, At("bad-pool"), null, HttpStatusCode.NotFound));
        Assert.Equal("StandbyPoolNotFound", await Api.RefusedAsync(
            HttpMethod.Put, ArmApi.At($"/{ArmApi.NewName()}"), Request("bad-pool", await ProfileAsync("true"), "x")));
    }

    private async Task<(string Pool, string Profile)> PoolAsync(int capacity, string script, string restartPolicy = "Always")
    {
        var profile = await ProfileAsync(script, restartPolicy);
        var pool = ArmApi.NewName();
        await Api.AnswerAsync(HttpMethod.Put, At(pool), Pool(profile, capacity), HttpStatusCode.Created);
        return (pool, profile);
    }

    private async Task<string> ProfileAsync(string script, string restartPolicy = "Always")
    {
        var profile = ArmApi.NewName();
        await Api.AnswerAsync(HttpMethod.Put, ProfileAt(profile), Bodies.Group(script, restartPolicy), HttpStatusCode.Created);
        return profile;
    }

    private async Task<(string Name, JsonObject Properties)> TakeAsync(string pool, string profile, string job)
    {
        var name = ArmApi.NewName();
        var answer = await Api.AnswerAsync(
            HttpMethod.Put, ArmApi.At($"/{name}"), Request(pool, profile, job), HttpStatusCode.Created);
        return (name, answer["properties"]!.AsObject());
    }

    private Task WaitForLogAsync(string name, string end) => Eventually.TrueAsync(
        async () => (await Api.LogsAsync(name)).EndsWith(end, StringComparison.Ordinal), Deadline, $"{name} wrote {end}");

    private Task WaitForCountAsync(string pool, int running) => Eventually.TrueAsync(
        async () => await CountAsync(pool, "running") == running && await CountAsync(pool, "deleting") == 0, Deadline, $"{running} run");

    private async Task<int> CountAsync(string pool, string state) =>
        (await ViewAsync(pool))["instanceCountSummary"]![0]!["instanceCountsByState"]!.AsArray()
        .Single(item => item!["state"]!.GetValue<string>() == state)!["count"]!.GetValue<int>();

    private async Task<JsonNode> ViewAsync(string pool) =>
        (await Api.AnswerAsync(HttpMethod.Get, $"{Pools}/{pool}/runtimeViews/latest?api-version={Version}"))["properties"]!;

    /// <summary>Deletes the pool and holds that none of its containers are left.</summary>
    private async Task DeleteAsync(string pool, string profile)
    {
        using var answer = await Api.SendAsync(HttpMethod.Delete, At(pool));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.TrueAsync(
            async () => (await Api.Http.GetAsync(answer.Headers.Location)).StatusCode == HttpStatusCode.OK, Deadline, $"{pool} is deleted");
        await Api.AnswerAsync(HttpMethod.Get, At(pool), null, HttpStatusCode.NotFound);
        await Api.AnswerAsync(HttpMethod.Delete, At(pool), null, HttpStatusCode.NoContent);
        Assert.Equal(0, await ContainersAsync(pool));
        await Api.AnswerAsync(HttpMethod.Delete, ProfileAt(profile));
    }

    private static async Task<int> ContainersAsync(string pool) =>
        (await ContainerIdsAsync(pool)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>The main containers that are in the pool.</summary>
    private static async Task<string> ContainerIdsAsync(string pool)
    {
        var (_, ids) = await TestImage.OutputAsync(
            ["ps", "-aq", "--filter", $"name=cw-{pool}-", "--filter", "label=cloudworkspaces.arm/role=main"]);
        return ids.Trim();
    }

    private static string At(string pool) => $"{Pools}/{pool}?api-version={Version}";

    private static string ProfileAt(string profile) => $"{Profiles}/{profile}?api-version=2025-09-01";

    private static JsonObject Pool(string profile, int capacity) => new()
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

    private static JsonObject Request(string pool, string profile, string job) => new()
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

    public sealed class Fixture : EmulatorFixture
    {
        protected override Dictionary<string, string> Settings => new(base.Settings)
        {
            ["Arm__StandbyPools__Interval"] = "00:00:00.1",
            ["Arm__StandbyPools__RetryInterval"] = "00:00:02",
        };
    }
}
