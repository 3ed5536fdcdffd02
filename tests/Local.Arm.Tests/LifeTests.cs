using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class LifeTests(EmulatorFixture fixture)
{
    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Put_NewGroup_Answers201WithOperationAndThenSucceeds()
    {
        using var answer = await Api.PutAsync(ArmApi.NewName(), Bodies.Group("echo done"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Contains(body["properties"]!["provisioningState"]!.GetValue<string>(), (string[])["Pending", "Creating"]);
        Assert.NotNull(answer.Headers.RetryAfter);
        var name = body["name"]!.GetValue<string>();
        var group = await Api.WaitForStateAsync(name, "Succeeded");
        Assert.Equal("Succeeded", group.Provisioning());
        Assert.Equal(0, group.ExitCode());
        Assert.Equal("Completed", group.Detail());
        Assert.Equal(["Pulled", "Created", "Started"], group.EventNames());
        var operation = JsonNode.Parse(
            await Api.Http.GetStringAsync(answer.Headers.GetValues("Azure-AsyncOperation").Single()))!;
        Assert.Equal("Succeeded", operation["status"]!.GetValue<string>());
        var result = JsonNode.Parse(await Api.Http.GetStringAsync(answer.Headers.Location))!;
        Assert.Equal(name, result["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Get_FailingContainer_TellsExitCodeAndTimes()
    {
        var name = await Api.CreateAsync(Bodies.Group("exit 7"));

        var group = await Api.WaitForStateAsync(name, "Failed");

        Assert.Equal(7, group.ExitCode());
        Assert.Equal("Error", group.Detail());
        var state = group.InstanceView()["currentState"]!;
        Assert.True(state["finishTime"]!.GetValue<DateTimeOffset>() >= state["startTime"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Init_TwoOfThem_RunInOrderAndDeliverThroughEmptyDir()
    {
        var body = Bodies.Group("busybox cat /shared/file")
            .WithInit("first", "echo one > /shared/file")
            .WithInit("second", "echo two >> /shared/file")
            .WithVolume("shared", "emptyDir", [], "/shared");

        Assert.Equal("one\ntwo\n", await Api.OutputAsync(body));
    }

    [Fact]
    public async Task Init_ThatBringsTheMainProgram_FindsNothingInItsPlace()
    {
        var body = Bodies.Group("")
            .WithInit("bring", "busybox ls -A /shared; busybox cp /bin/busybox /shared/busybox")
            .WithVolume("shared", "emptyDir", [], "/shared");
        body.MainProperties()["command"] = new JsonArray("/shared/busybox", "echo", "brought");

        var name = await Api.CreateAsync(body);
        await Api.WaitForStateAsync(name, "Succeeded");

        Assert.Equal("brought\n", await Api.LogsAsync(name));
        Assert.Equal("", await Api.LogsAsync(name, container: "bring"));
    }

    [Fact]
    public async Task Init_ThatDoesNotBringTheMainProgram_LeavesTheGroupFailed()
    {
        var body = Bodies.Group("")
            .WithInit("forgets", "true")
            .WithVolume("shared", "emptyDir", [], "/shared");
        body.MainProperties()["command"] = new JsonArray("/shared/program");

        var group = await Api.WaitForStateAsync(await Api.CreateAsync(body), "Failed");

        Assert.Equal(0, group.ExitCode("forgets"));
    }

    [Fact]
    public async Task Init_ThatFails_FailsTheGroupAndNeverStartsItsContainers()
    {
        var name = await Api.CreateAsync(Bodies.Group("echo started").WithInit("broken", "exit 9"));

        var group = await Api.WaitForStateAsync(name, "Failed");

        Assert.Equal("Failed", group.Provisioning());
        Assert.Equal(9, group.ExitCode("broken"));
        Assert.Equal("Waiting", group.State());
        Assert.Equal("", await Api.LogsAsync(name));
    }

    [Fact]
    public async Task RestartPolicy_OnFailure_RestartsUntilSuccess()
    {
        var body = Bodies.Group("echo x >> /shared/count; [ $(busybox wc -l < /shared/count) -ge 3 ]", "OnFailure")
            .WithVolume("shared", "emptyDir", [], "/shared");

        var group = await Api.WaitForStateAsync(await Api.CreateAsync(body), "Succeeded");

        Assert.Equal(2, group.RestartCount());
        Assert.Equal(1, group.InstanceView()["previousState"]!["exitCode"]!.GetValue<int>());
        var started = group.InstanceView()["events"]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == "Started");
        Assert.Equal(3, started!["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task RestartPolicy_Always_RestartsAfterSuccessToo()
    {
        var name = await Api.CreateAsync(Bodies.Group("exit 0", "Always"));

        await Api.WaitAsync(name, group => group.RestartCount() >= 2, "was restarted twice");

        Assert.Equal("Running", (await Api.GetAsync(name))["instanceView"]!["state"]!.GetValue<string>());
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task RestartPolicy_Never_LeavesOneFailureAlone()
    {
        var body = Bodies.Group("exit 1").WithContainer(Bodies.Container("other", "exit 0"));

        var group = await Api.WaitForStateAsync(await Api.CreateAsync(body), "Failed", "Succeeded");

        Assert.Equal("Failed", group["instanceView"]!["state"]!.GetValue<string>());
        Assert.Equal(0, group.RestartCount());
        Assert.Equal(0, group.ExitCode("other"));
    }

    [Fact]
    public async Task Stop_RunningGroup_SignalsItAndKillsWhatStays()
    {
        var body = Bodies.Group("trap 'echo told; exit 5' TERM; echo ready; while :; do busybox sleep 0.1; done", "Always")
            .WithContainer(Bodies.Container("deaf", "trap '' TERM; echo ready; while :; do busybox sleep 0.1; done"));
        var name = await Api.CreateAsync(body);
        await Eventually.TrueAsync(
            async () => await Api.LogsAsync(name) + await Api.LogsAsync(name, "deaf") == "ready\nready\n",
            TimeSpan.FromSeconds(30),
            "both are ready");

        using var answer = await Api.SendAsync(HttpMethod.Post, ArmApi.At($"/{name}/stop"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var group = await Api.WaitForStateAsync(name, "Stopped");
        Assert.Equal(5, group.ExitCode());
        Assert.Equal(137, group.ExitCode("deaf"));
        Assert.Contains("Killing", group.EventNames());
        Assert.Contains("told", await Api.LogsAsync(name));
    }

    [Fact]
    public async Task Start_StoppedGroup_RunsItAnew()
    {
        var name = await Api.CreateAsync(Bodies.Group("echo started; exec busybox sleep 600")
            .WithEnvironment(new JsonObject { ["name"] = "A", ["secureValue"] = "kept" }));
        await Api.WaitForStateAsync(name, "Running");
        (await Api.SendAsync(HttpMethod.Post, ArmApi.At($"/{name}/stop"))).Dispose();
        await Api.WaitForStateAsync(name, "Stopped");

        using var answer = await Api.SendAsync(HttpMethod.Post, ArmApi.At($"/{name}/start"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var group = await Api.WaitForStateAsync(name, "Running");
        Assert.Equal(0, group.RestartCount());
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Put_ExistingGroup_Answers200AndRunsTheNewBody()
    {
        var name = await Api.CreateAsync(Bodies.Group("exec busybox sleep 600"));
        await Api.WaitForStateAsync(name, "Running");

        using var answer = await Api.PutAsync(name, Bodies.Group("echo second"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Api.WaitForStateAsync(name, "Succeeded");
        Assert.Equal("second\n", await Api.LogsAsync(name));
    }
}
