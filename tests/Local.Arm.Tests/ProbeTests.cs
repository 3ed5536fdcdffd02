using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class ProbeTests(EmulatorFixture fixture)
{
    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Liveness_CommandThatFails_RestartsTheContainerAndTellsWhy()
    {
        var body = Bodies.Group("echo > /tmp/well; busybox sleep 1; busybox rm /tmp/well; exec busybox sleep 600", "Always");
        body.MainProperties()["livenessProbe"] = Exec("/bin/busybox", "test", "-f", "/tmp/well");
        var name = await Api.CreateAsync(body);

        var group = await Api.WaitAsync(name, group => group.RestartCount() >= 1 && group.State() == "Running", "was restarted");

        Assert.Contains("Unhealthy", group.EventNames());
        Assert.Contains("Killing", group.EventNames());
        Assert.Contains("Liveness probe failed: exit code 1", group.InstanceView()["events"]!.ToJsonString());
        Assert.Equal("Terminated", group.InstanceView()["previousState"]!["state"]!.GetValue<string>());
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Liveness_RequestThatFails_EndsAContainerThatIsNotRestarted()
    {
        var body = Bodies.Group("exec busybox httpd -f -p 8080 -h /tmp");
        body.MainProperties()["livenessProbe"] = Http("/not-there");
        var name = await Api.CreateAsync(body);

        var group = await Api.WaitForStateAsync(name, "Failed", "Succeeded");

        Assert.Contains("statuscode: 404", group.InstanceView()["events"]!.ToJsonString());
        Assert.Equal(0, group.RestartCount());
    }

    [Fact]
    public async Task Liveness_ThatHolds_LeavesTheContainerAlone()
    {
        var body = Bodies.Group("echo hello > /tmp/page; busybox httpd -p 8080 -h /tmp; busybox sleep 3");
        body.MainProperties()["livenessProbe"] = Http("/page");
        body.MainProperties()["livenessProbe"]!["failureThreshold"] = 3;

        var group = await Api.WaitForStateAsync(await Api.CreateAsync(body), "Failed", "Succeeded");

        Assert.Equal(0, group.ExitCode());
        Assert.DoesNotContain("Killing", group.EventNames());
    }

    [Fact]
    public async Task Readiness_UntilItHolds_KeepsConnectionsOut()
    {
        var share = ArmApi.NewName();
        var body = Bodies.Group("echo hello > /tmp/page; exec busybox httpd -f -p 8080 -h /tmp").WithPorts(8080).WithVolume(
            "share", "azureFile", new JsonObject { ["storageAccountName"] = "probes", ["shareName"] = share }, "/share");
        body.MainProperties()["readinessProbe"] = Exec("/bin/busybox", "test", "-f", "/share/ready");
        var name = await Api.CreateAsync(body);
        var group = await Api.WaitAsync(name, group => group.EventNames().Contains("Unhealthy"), "is not ready");
        using var client = new HttpClient();
        var page = $"http://{group["ipAddress"]!["ip"]!.GetValue<string>()}:8080/page";

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(page));
        await File.WriteAllTextAsync(Path.Combine(fixture.Emulator.State.FullName, "shares", "probes", share, "ready"), "");

        await Eventually.TrueAsync(async () => await PageAsync(client, page) == "hello\n", TimeSpan.FromSeconds(30), "is ready");
        Assert.Equal(0, (await Api.GetAsync(name)).RestartCount());
        await Api.DeleteAsync(name);
    }

    [Fact]
    public void Count_Thresholds_AreReachedInARowOnly()
    {
        var rules = new ProbeRules(new ProbeSpec { Command = [], FailureThreshold = 2, SuccessThreshold = 2 });

        bool?[] verdicts = [.. new[] { false, true, false, false, false, true, true }.Select(rules.Count)];

        Assert.Equal([null, null, null, false, false, null, true], verdicts);
    }

    private static async Task<string?> PageAsync(HttpClient client, string page)
    {
        try
        {
            return await client.GetStringAsync(page);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static JsonObject Exec(params string[] command) => new()
    {
        ["exec"] = new JsonObject { ["command"] = new JsonArray([.. command.Select(part => JsonValue.Create(part))]) },
        ["periodSeconds"] = 1,
        ["failureThreshold"] = 1,
        ["timeoutSeconds"] = 10,
    };

    private static JsonObject Http(string path) => new()
    {
        ["httpGet"] = new JsonObject { ["port"] = 8080, ["path"] = path },
        ["initialDelaySeconds"] = 1,
        ["periodSeconds"] = 1,
        ["failureThreshold"] = 1,
        ["timeoutSeconds"] = 10,
    };
}
