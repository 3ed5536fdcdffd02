using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.StandbyPools;

[Trait("Category", "Container")]
public sealed class StandbyPoolTests(StandbyPoolTests.Fixture fixture) : IClassFixture<StandbyPoolTests.Fixture>
{
    private const string Usages =
        ArmApi.Subscription + "/providers/Microsoft.ContainerInstance/locations/westeurope/usages?api-version=2025-09-01";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Says when it has started, and then what its config map says once it says something.</summary>
    private const string WaitForConfig =
        "busybox cat /proc/sys/kernel/random/uuid; until [ -f /mnt/configmap/main/job ]; do busybox sleep 0.1; done; " +
        "busybox cat /mnt/configmap/main/job; echo; exec busybox sleep 600";

    private ArmApi Api => fixture.Api;

    private StandbyPoolApi Pools => new(fixture.Api);

    [Fact]
    public async Task Pool_FromPutToDelete_KeepsAsManyGroupsAsItSays()
    {
        var (pool, profile) = await Pools.CreateAsync(2, WaitForConfig);
        await Pools.WaitForCountAsync(pool, 2);

        var got = await Api.AnswerAsync(HttpMethod.Get, StandbyPoolApi.At(pool));
        Assert.Equal(2, got["properties"]!["elasticityProfile"]!["maxReadyCapacity"]!.GetValue<int>());
        Assert.Equal("Succeeded", got["properties"]!["provisioningState"]!.GetValue<string>());
        Assert.Contains(pool, (await Api.AnswerAsync(HttpMethod.Get, StandbyPoolApi.List)).ToJsonString());
        Assert.Equal(2, await StandbyPoolApi.ContainersAsync(pool));
        Assert.DoesNotContain(pool, await Api.Http.GetStringAsync(ArmApi.At("")));
        var usages = (await Api.AnswerAsync(HttpMethod.Get, Usages))["value"]!.AsArray();
        Assert.Equal(2, usages.Single(usage => usage!["name"]!["value"]!.GetValue<string>() == "ContainerGroups")!["currentValue"]!.GetValue<int>());

        await Api.AnswerAsync(HttpMethod.Patch, StandbyPoolApi.At(pool), new JsonObject
        {
            ["properties"] = new JsonObject { ["elasticityProfile"] = new JsonObject { ["maxReadyCapacity"] = 1 } },
        });
        await Pools.WaitForCountAsync(pool, 1);
        await Pools.DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_GroupOfAPool_TakesARunningOneAndThePoolRefills()
    {
        var (pool, profile) = await Pools.CreateAsync(1, WaitForConfig);
        await Pools.WaitForCountAsync(pool, 1);
        var container = await StandbyPoolApi.ContainerIdsAsync(pool);

        var (name, answer) = await Pools.TakeAsync(pool, profile, "first");

        Assert.Equal("Succeeded", answer["provisioningState"]!.GetValue<string>());
        Assert.Equal("Running", answer.State());
        Assert.True(answer["isCreatedFromStandbyPool"]!.GetValue<bool>());
        Assert.Equal("first", answer["containers"]![0]!["properties"]!["configMap"]!["keyValuePairs"]!["job"]!.GetValue<string>());
        await Pools.WaitForLogAsync(name, "first");
        Assert.Equal(0, (await Api.GetAsync(name)).RestartCount());
        await Pools.WaitForCountAsync(pool, 1);
        Assert.NotEqual(container, await StandbyPoolApi.ContainerIdsAsync(pool));
        Assert.Contains(name, await Api.Http.GetStringAsync(ArmApi.At("")));

        await Api.DeleteAsync(name);
        await Pools.DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_GroupOfAPoolWithAName_GetsTheNameAndKeepsTheAddress()
    {
        var (profile, pool) = (ArmApi.NewName(), ArmApi.NewName());
        var body = Bodies.Group("echo here > /tmp/page; exec busybox httpd -f -p 8080 -h /tmp", "Always").WithPorts(8080);
        body["properties"]!["ipAddress"]!["dnsNameLabel"] = profile;
        await Api.AnswerAsync(HttpMethod.Put, StandbyPoolApi.ProfileAt(profile), body, HttpStatusCode.Created);
        await Api.AnswerAsync(HttpMethod.Put, StandbyPoolApi.At(pool), StandbyPoolApi.Body(profile, 2), HttpStatusCode.Created);
        await Pools.WaitForCountAsync(pool, 2);

        var (name, answer) = await Pools.TakeAsync(pool, profile, "x");

        Assert.True(answer["isCreatedFromStandbyPool"]!.GetValue<bool>());
        Assert.Equal($"{profile}.westeurope.azurecontainer.localhost", answer["ipAddress"]!["fqdn"]!.GetValue<string>());
        using var client = new HttpClient();
        Assert.Equal("here\n", await client.GetStringAsync($"http://{answer["ipAddress"]!["ip"]!.GetValue<string>()}:8080/page"));
        await Api.DeleteAsync(name);
        await Pools.DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_TakenGroupWithAnotherConfigMap_ChangesTheFileWithoutARestart()
    {
        var (pool, profile) = await Pools.CreateAsync(1, WaitForConfig);
        await Pools.WaitForCountAsync(pool, 1);
        var (name, _) = await Pools.TakeAsync(pool, profile, "first");
        await Pools.WaitForLogAsync(name, "first");

        await Api.AnswerAsync(HttpMethod.Put, ArmApi.At($"/{name}"), StandbyPoolApi.Request(pool, profile, "second"));

        var file = fixture.Emulator.State.GetFiles("job", SearchOption.AllDirectories).Single();
        Assert.Equal("second", await File.ReadAllTextAsync(file.FullName));
        Assert.EndsWith("first\n", await Api.LogsAsync(name));
        Assert.Equal("Running", (await Api.GetAsync(name)).State());
        await Api.DeleteAsync(name);
        await Pools.DeleteAsync(pool, profile);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_GroupOfAnEmptyPool_IsMadeAnewOrRefusedAsItSays(bool fails)
    {
        var (pool, profile) = await Pools.CreateAsync(0, WaitForConfig);
        var name = ArmApi.NewName();
        var request = StandbyPoolApi.Request(pool, profile, "cold");
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
            await Pools.WaitForLogAsync(name, "cold");
            Assert.Null((await Api.GetAsync(name))["isCreatedFromStandbyPool"]);
            await Api.DeleteAsync(name);
        }

        await Pools.DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_GroupThatChangesTheProfilesEnvironment_IsNotTakenFromThePool()
    {
        var (pool, profile) = await Pools.CreateAsync(1, "exec busybox sleep 600");
        await Pools.WaitForCountAsync(pool, 1);
        var request = StandbyPoolApi.Request(pool, profile, "x");
        request.MainProperties()["environmentVariables"] =
            new JsonArray(new JsonObject { ["name"] = "OTHER", ["value"] = "1" });

        var name = await Api.CreateAsync(request);

        Assert.Null((await Api.GetAsync(name))["isCreatedFromStandbyPool"]);
        await Api.DeleteAsync(name);
        await Pools.DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Put_PoolWithAnotherRevision_ReplacesItsGroups()
    {
        var (pool, profile) = await Pools.CreateAsync(1, "exec busybox sleep 600");
        await Pools.WaitForCountAsync(pool, 1);
        var before = await StandbyPoolApi.ContainerIdsAsync(pool);
        await Api.AnswerAsync(HttpMethod.Put, StandbyPoolApi.ProfileAt(profile), Bodies.Group(WaitForConfig, "Always"));

        await Api.AnswerAsync(HttpMethod.Put, StandbyPoolApi.At(pool), StandbyPoolApi.Body(profile, 1));

        await Eventually.TrueAsync(
            async () => await Pools.CountAsync(pool, "running") == 1 && await StandbyPoolApi.ContainerIdsAsync(pool) is var now && now != before && now != "",
            Deadline,
            "its group is another");
        var (name, _) = await Pools.TakeAsync(pool, profile, "of revision two");
        await Pools.WaitForLogAsync(name, "of revision two");
        await Api.DeleteAsync(name);
        await Pools.DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Pool_WhoseGroupsEnd_IsDegradedAndMakesThemAgain()
    {
        var (pool, profile) = await Pools.CreateAsync(1, "exit 3", "Never");
        await Eventually.TrueAsync(
            async () => (await Pools.ViewAsync(pool))["status"]!["code"]!.GetValue<string>() == "HealthState/degraded", Deadline, "it is degraded");
        var before = await StandbyPoolApi.ContainerIdsAsync(pool);

        await Eventually.TrueAsync(
            async () => await StandbyPoolApi.ContainerIdsAsync(pool) is var now && now != "" && now != before, Deadline, "it was made again");
        await Pools.DeleteAsync(pool, profile);
    }

    [Fact]
    public async Task Emulator_StartedAgain_GoesOnWithPoolsAndTheirGroups()
    {
        var (pool, profile) = await Pools.CreateAsync(1, WaitForConfig);
        await Pools.WaitForCountAsync(pool, 1);
        var (taken, _) = await Pools.TakeAsync(pool, profile, "before");
        await Pools.WaitForCountAsync(pool, 1);
        var waiting = await StandbyPoolApi.ContainerIdsAsync(pool);

        await fixture.Emulator.KillAsync();
        await fixture.Emulator.StartProcessAsync();

        Assert.Equal("Running", (await Api.GetAsync(taken)).State());
        Assert.Equal(waiting, await StandbyPoolApi.ContainerIdsAsync(pool));
        var (name, answer) = await Pools.TakeAsync(pool, profile, "after");
        Assert.True(answer["isCreatedFromStandbyPool"]!.GetValue<bool>());
        await Pools.WaitForLogAsync(name, "after");
        await Api.DeleteAsync(taken);
        await Api.DeleteAsync(name);
        await Pools.DeleteAsync(pool, profile);
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

        var error = (await Api.AnswerAsync(HttpMethod.Put, StandbyPoolApi.At("bad-pool"), body, HttpStatusCode.BadRequest)).ToJsonString();

        Assert.All(
            ["maxReadyCapacity", "refillPolicy", "containerGroupProfile.id", "surprise"], name => Assert.Contains(name, error));
        Assert.Equal("ResourceNotFound", await Api.RefusedAsync(HttpMethod.Get, StandbyPoolApi.At("bad-pool"), null, HttpStatusCode.NotFound));
        Assert.Equal("StandbyPoolNotFound", await Api.RefusedAsync(
            HttpMethod.Put, ArmApi.At($"/{ArmApi.NewName()}"), StandbyPoolApi.Request("bad-pool", await Pools.CreateProfileAsync("true"), "x")));
    }

    public sealed class Fixture : EmulatorFixture
    {
        protected override Dictionary<string, string> Settings => new(base.Settings)
        {
            ["Arm__StandbyPools__Interval"] = "00:00:00.1",
            ["Arm__StandbyPools__RetryInterval"] = "00:00:02",
        };
    }
}
