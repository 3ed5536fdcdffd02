using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>The emulator ends and starts again while groups are there.</summary>
[Trait("Category", "Container")]
public sealed class RestartTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private ArmApi Api => fixture.Api;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Emulator_StartedAgain_GoesOnWithARunningGroup(bool gracefully)
    {
        var blobs = $"http://127.0.0.1:{fixture.Blobs.Port}/x";
        var name = await Api.CreateAsync(Bodies.Group(
                $"busybox wget -q -O - {blobs}; echo waiting; while [ ! -f /shared/go ]; do busybox sleep 0.1; done; " +
                $"busybox wget -q -O - {blobs}; echo ${{#TOKEN}}")
            .WithEnvironment(new JsonObject { ["name"] = "TOKEN", ["secureValue"] = "12345" })
            .WithVolume("shared", "emptyDir", [], "/shared"));
        await Api.WaitForStateAsync(name, "Running");
        await CloudWorkspaces.Testing.Eventually.TrueAsync(
            async () => (await Api.LogsAsync(name)).Contains("waiting"), TimeSpan.FromSeconds(30), "it waits");

        await (gracefully ? fixture.Emulator.StopAsync() : fixture.Emulator.KillAsync());
        await fixture.Emulator.StartProcessAsync();

        Assert.Equal("Running", (await Api.GetAsync(name)).State());
        var folder = fixture.Emulator.State.GetDirectories("shared", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "go"), "");
        var group = await Api.WaitForStateAsync(name, "Succeeded");
        Assert.Equal("blobs GET /x \nwaiting\nblobs GET /x \n5\n", await Api.LogsAsync(name));
        Assert.Equal(["Pulled", "Created", "Started"], group.EventNames());
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Emulator_StartedAgain_KeepsWhatEndedAndRestartsByPolicy()
    {
        var ended = await Api.CreateAsync(Bodies.Group("exit 4"));
        var memory = Bodies.Group("busybox tail /dev/zero");
        memory.MainProperties()["resources"]!["requests"]!["memoryInGB"] = 0.1;
        var killed = await Api.CreateAsync(memory);
        var always = await Api.CreateAsync(Bodies.Group("[ ${#TOKEN} = 5 ] && exec busybox sleep 1", "Always")
            .WithEnvironment(new JsonObject { ["name"] = "TOKEN", ["secureValue"] = "12345" }));
        await Api.WaitForStateAsync(ended, "Failed");
        Assert.Equal("OOMKilled", (await Api.WaitForStateAsync(killed, "Failed")).Detail());
        var before = (await Api.WaitAsync(always, group => group.RestartCount() >= 1, "was restarted")).RestartCount();

        await fixture.Emulator.KillAsync();
        await fixture.Emulator.StartProcessAsync();

        Assert.Equal(4, (await Api.GetAsync(ended)).ExitCode());
        Assert.Equal("OOMKilled", (await Api.GetAsync(killed)).Detail());
        var group = await Api.WaitAsync(always, group => group.RestartCount() > before, "is restarted again");
        Assert.Equal(0, group.InstanceView()["previousState"]!["exitCode"]!.GetValue<int>());
        await Api.DeleteAllAsync();
    }

    [Fact]
    public async Task Emulator_StartedAgain_RemovesWhatWasMadeForAGroupWithoutRecord()
    {
        var key = Guid.NewGuid().ToString("N")[..12];
        var kept = await Api.CreateAsync(Bodies.Group("exec busybox sleep 600"));
        await Api.WaitForStateAsync(kept, "Running");
        await fixture.Emulator.KillAsync();
        var folder = Directory.CreateDirectory(Path.Combine(fixture.Emulator.State.FullName, "volumes", key, "secret", "keys"));
        var space = new NetworkNamespace($"/run/netns/cw-{key}");
        space.Create();
        string[] create =
        [
            "create", "--label", $"cloudworkspaces.arm/instance={fixture.Emulator.InstanceName}",
            "--label", $"cloudworkspaces.arm/group={key}", "--label", "cloudworkspaces.arm/role=main", TestImage.Name, "/bin/sh",
        ];
        Assert.Equal(0, await TestImage.RunAsync(create));

        await fixture.Emulator.StartProcessAsync();

        folder.Refresh();
        Assert.False(folder.Exists);
        Assert.False(File.Exists(space.Path));
        var (_, left) = await TestImage.OutputAsync(["ps", "-aq", "--filter", $"label=cloudworkspaces.arm/group={key}"]);
        Assert.Empty(left.Trim());
        Assert.Equal("Running", (await Api.GetAsync(kept)).State());
        await Api.DeleteAsync(kept);
    }

    [Fact]
    public async Task Emulator_KilledDuringProvisioning_GoesOnOrFails()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Api.CreateAsync(Bodies.Group("busybox cat /shared/file").WithInit("init", "echo here > /shared/file")
                .WithVolume("shared", "emptyDir", [], "/shared"))));

        await fixture.Emulator.KillAsync();
        await fixture.Emulator.StartProcessAsync();

        foreach (var name in names)
        {
            await Api.WaitForStateAsync(name, "Succeeded");
            Assert.Equal("here\n", await Api.LogsAsync(name));
        }

        await Api.DeleteAllAsync();
        var (_, left) = await TestImage.OutputAsync(
            ["ps", "-aq", "--filter", $"label=cloudworkspaces.arm/instance={fixture.Emulator.InstanceName}"]);
        Assert.Empty(left.Trim());
    }
}
