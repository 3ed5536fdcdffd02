using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class ContainerTests(EmulatorFixture fixture)
{
    private const string Secret = "s3cret-never-to-be-told";

    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Memory_OverTheLimit_IsToldAsOomKilled()
    {
        var body = Bodies.Group("busybox tail /dev/zero");
        body.MainProperties()["resources"]!["requests"]!["memoryInGB"] = 0.1;

        var group = await Api.WaitForStateAsync(await Api.CreateAsync(body), "Failed");

        Assert.Equal("OOMKilled", group.Detail());
        Assert.Equal(137, group.ExitCode());
    }

    [Fact]
    public async Task Memory_KilledByHandInstead_IsNotToldAsOomKilled()
    {
        var group = await Api.WaitForStateAsync(await Api.CreateAsync(Bodies.Group("busybox sh -c 'kill -9 $PPID'; exit 137")), "Failed");

        Assert.Equal("Error", group.Detail());
        Assert.Equal(137, group.ExitCode());
    }

    [Fact]
    public async Task Cpu_Limit_IsEnforced()
    {
        var body = Bodies.Group("busybox cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu/cpu.cfs_period_us || busybox cat /sys/fs/cgroup/cpu.max");
        body.MainProperties()["resources"]!["requests"]!["cpu"] = 0.3;

        var words = (await Api.OutputAsync(body)).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(0.3, double.Parse(words[0]) / double.Parse(words[1]), 3);
    }

    [Fact]
    public async Task Secret_Volume_IsMountedReadOnlyWithItsContent()
    {
        var body = Bodies.Group("busybox cat /keys/a; echo x > /keys/b || echo refused")
            .WithVolume("keys", "secret", new JsonObject { ["a"] = Convert.ToBase64String("content\n"u8) }, "/keys");

        var output = await Api.OutputAsync(body);

        Assert.Contains("content\n", output);
        Assert.Contains("refused\n", output);
    }

    [Fact]
    public async Task AzureFile_Volume_IsAFolderThatOutlivesTheGroup()
    {
        var share = new JsonObject { ["storageAccountName"] = "account", ["shareName"] = ArmApi.NewName() };
        var write = Bodies.Group("echo kept > /home/file").WithVolume("home", "azureFile", share, "/home");
        var name = await Api.CreateAsync(write);
        await Api.WaitForStateAsync(name, "Succeeded");
        await Api.DeleteAsync(name);

        var read = Bodies.Group("busybox cat /home/file").WithVolume("home", "azureFile", share.DeepClone().AsObject(), "/home");

        Assert.Equal("kept\n", await Api.OutputAsync(read));
    }

    [Fact]
    public async Task SecureValue_IsInTheContainerAndNowhereElse()
    {
        var body = Bodies.Group("echo ${#TOKEN} $PLAIN").WithEnvironment(
            new JsonObject { ["name"] = "TOKEN", ["secureValue"] = Secret },
            new JsonObject { ["name"] = "PLAIN", ["value"] = "plain" });
        var name = ArmApi.NewName();

        using var created = await Api.PutAsync(name, body);
        var told = await created.Content.ReadAsStringAsync();
        await Api.WaitForStateAsync(name, "Succeeded");
        told += await Api.Http.GetStringAsync(ArmApi.At($"/{name}")) + await Api.Http.GetStringAsync(ArmApi.At(""));
        body["location"] = 5;
        using var refused = await Api.PutAsync(name, body);
        told += await refused.Content.ReadAsStringAsync();
        told += fixture.Emulator.Output;
        var (_, labels) = await TestImage.OutputAsync(["ps", "-a", "--filter", $"name=cw-{name}", "--format", "{{.Labels}}"]);

        Assert.Equal($"{Secret.Length} plain\n", await Api.LogsAsync(name));
        Assert.Contains("\"PLAIN\"", told);
        Assert.DoesNotContain(Secret, told);
        Assert.Contains("TOKEN", labels);
        Assert.DoesNotContain(Secret, labels);
    }

    [Fact]
    public async Task Logs_WithTail_GiveTheLastLines()
    {
        var name = await Api.CreateAsync(Bodies.Group("echo one; busybox sleep 0.1; echo two >&2; busybox sleep 0.1; echo three"));
        await Api.WaitForStateAsync(name, "Succeeded");

        Assert.Equal("one\ntwo\nthree\n", await Api.LogsAsync(name));
        Assert.Equal("three\n", await Api.LogsAsync(name, query: "&tail=1"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\S+ three\n$", await Api.LogsAsync(name, query: "&tail=1&timestamps=true"));
    }

    [Fact]
    public async Task Logs_OfAnEndedContainer_AreCut()
    {
        var name = await Api.CreateAsync(Bodies.Group("i=0; while [ $i -lt 3000 ]; do echo line $i 0123456789; i=$((i+1)); done"));
        await Api.WaitForStateAsync(name, "Succeeded");

        var logs = await Api.LogsAsync(name);

        Assert.InRange(logs.Length, 15_000, 16 * 1024);
        Assert.EndsWith("line 2999 0123456789\n", logs);
    }

    [Fact]
    public async Task Command_NotInTheImage_FailsTheGroupWithAReason()
    {
        var body = Bodies.Group("true");
        body.MainProperties()["command"] = new JsonArray("/no/such/program");
        var name = ArmApi.NewName();
        using var answer = await Api.PutAsync(name, body);

        var group = await Api.WaitForStateAsync(name, "Failed");

        Assert.Equal("Failed", group.Provisioning());
        var operation = await Api.Http.GetStringAsync(answer.Headers.GetValues("Azure-AsyncOperation").Single());
        Assert.Contains("/no/such/program", operation);
    }

    [Fact]
    public async Task List_LeavesOutInstanceViewsAndOtherResourceGroups()
    {
        var name = await Api.CreateAsync(Bodies.Group("true"));

        var here = await Api.Http.GetStringAsync(ArmApi.At(""));
        var everywhere = await Api.Http.GetStringAsync(
            $"{ArmApi.Subscription}/providers/Microsoft.ContainerInstance/containerGroups?api-version=2023-05-01");
        var elsewhere = await Api.Http.GetStringAsync(
            $"{ArmApi.Subscription}/resourcegroups/other/providers/Microsoft.ContainerInstance/containerGroups?api-version=2026-07-01");

        Assert.Contains(name, here);
        Assert.DoesNotContain("instanceView", here);
        Assert.Contains(name, everywhere);
        Assert.DoesNotContain(name, elsewhere);
    }
}
