using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Faults;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class FaultTests(EmulatorFixture fixture)
{
    private readonly string _name = ArmApi.NewName();

    private ArmApi Api => fixture.Api;

    [Theory]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalServerError")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task Answer_ForTwoPuts_AnswersThoseWithoutEffect(int status, string code)
    {
        await AskAsync("Answer", fault => (fault["status"], fault["count"], fault["retryAfterSeconds"], fault["operation"]) =
            (status, 2, 7, "ContainerGroups_CreateOrUpdate"));

        for (var time = 0; time < 2; time++)
        {
            using var refused = await Api.PutAsync(_name, Bodies.Group("true"));
            Assert.Equal(status, (int)refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter!.Delta);
            Assert.Equal(code, JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["error"]!["code"]!.GetValue<string>());
        }

        using var get = await Api.Http.GetAsync(ArmApi.At($"/{_name}"));
        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
        await Api.CreateAsync(Bodies.Group("true"), _name);
    }

    [Fact]
    public async Task Delay_OfAGet_HoldsItThatLong()
    {
        await Api.CreateAsync(Bodies.Group("true"), _name);
        await AskAsync("Delay", fault => (fault["milliseconds"], fault["operation"]) = (400, "ContainerGroups_Get"));
        var watch = Stopwatch.StartNew();

        await Api.GetAsync(_name);

        // A timer counts in whole milliseconds, and may end part of one early.
        Assert.True(watch.ElapsedMilliseconds >= 390, $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("DropBefore", HttpStatusCode.NotFound)]
    [InlineData("DropAfter", HttpStatusCode.OK)]
    public async Task Drop_OfAPut_HasItsEffectOnlyAfter(string kind, HttpStatusCode expected)
    {
        await AskAsync(kind, fault => fault["operation"] = "ContainerGroups_CreateOrUpdate");

        await Assert.ThrowsAsync<HttpRequestException>(() => Api.PutAsync(_name, Bodies.Group("true")));

        using var get = await Api.Http.GetAsync(ArmApi.At($"/{_name}"));
        Assert.Equal(expected, get.StatusCode);
    }

    [Fact]
    public async Task SlowProvisioning_OfAGroup_LeavesItPendingMeanwhile()
    {
        await AskAsync("SlowProvisioning", fault => fault["milliseconds"] = 700);
        var watch = Stopwatch.StartNew();
        await Api.CreateAsync(Bodies.Group("true"), _name);

        Assert.Equal("Pending", (await Api.GetAsync(_name))["instanceView"]!["state"]!.GetValue<string>());
        await Api.WaitForStateAsync(_name, "Succeeded");
        Assert.True(watch.ElapsedMilliseconds >= 690, $"{watch.Elapsed}");
    }

    [Fact]
    public async Task ImagePullFailure_OfAGroup_FailsItAsAMissingImageDoes()
    {
        await AskAsync("ImagePullFailure", _ => { });
        await Api.CreateAsync(Bodies.Group("true"), _name);

        var group = await Api.WaitForStateAsync(_name, "Failed");

        Assert.Equal("Failed", group.Provisioning());
        Assert.Contains("Failed", group.EventNames());
    }

    [Fact]
    public async Task Eviction_OfARunningGroup_TellsItsContainersAndEndsIt()
    {
        await Api.CreateAsync(Bodies.Group("trap 'echo told; exit 3' TERM; echo up; while :; do busybox sleep 0.1; done"), _name);
        await Eventually.TrueAsync(
            async () => (await Api.LogsAsync(_name)).Contains("up", StringComparison.Ordinal), TimeSpan.FromSeconds(20), "it is up");

        await AskAsync("Eviction", _ => { });

        var group = await Api.WaitForStateAsync(_name, "Failed");
        Assert.Contains("Evicted", group.EventNames());
        Assert.Equal(3, group.ExitCode());
        Assert.Equal("up\ntold\n", await Api.LogsAsync(_name));
    }

    [Fact]
    public async Task NodeLoss_OfAGroupThatRestarts_RunsItAgain()
    {
        var body = Bodies.Group("echo up; exec busybox sleep 600");
        body["properties"]!["restartPolicy"] = "Always";
        await Api.CreateAsync(body, _name);
        await Api.WaitForStateAsync(_name, "Running");

        await AskAsync("NodeLoss", _ => { });

        var group = await Api.WaitAsync(_name, group => group.RestartCount() == 1 && group.State() == "Running", "runs again");
        Assert.Equal(137, group.InstanceView()["previousState"]!["exitCode"]!.GetValue<int>());
        Assert.DoesNotContain("Evicted", group.EventNames());
    }

    [Fact]
    public async Task Post_WrongFault_NamesAllThatIsWrong()
    {
        using var answer = await Api.SendAsync(HttpMethod.Post, "/faults", new JsonObject
        {
            ["kind"] = "Answer",
            ["status"] = 200,
            ["operation"] = "ContainerGroups_Fetch",
            ["count"] = 0,
            ["often"] = true,
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.All((string[])["status", "ContainerGroups_Fetch", "count", "often"], word => Assert.Contains(word, text));
    }

    [Theory]
    [InlineData("GET", "/subscriptions/s/providers/Microsoft.ContainerInstance/containerGroups", "ContainerGroups_List", null)]
    [InlineData("GET", "/x/containerGroups/g1", "ContainerGroups_Get", "g1")]
    [InlineData("POST", "/x/containergroups/g1/STOP", "ContainerGroups_Stop", "g1")]
    [InlineData("GET", "/x/containerGroups/g1/containers/c/logs", "Containers_ListLogs", "g1")]
    [InlineData("GET", "/x/locations/l/operations/o", "Operations_Status", null)]
    [InlineData("TRACE", "/x", "Other", null)]
    public void Of_MethodAndPath_NamesTheOperation(string method, string path, string operation, string? group) =>
        Assert.Equal((operation, group), OperationNames.Of(method, path));

    private async Task AskAsync(string kind, Action<JsonObject> change)
    {
        var fault = new JsonObject { ["kind"] = kind, ["group"] = _name };
        change(fault);
        using var answer = await Api.SendAsync(HttpMethod.Post, "/faults", fault);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
