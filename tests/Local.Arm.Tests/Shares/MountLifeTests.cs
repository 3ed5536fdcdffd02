using System.Diagnostics;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>Mounts are there while groups use them, and no longer.</summary>
[Trait("Category", "Container")]
public sealed class MountLifeTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Counting = """
        i=0; while [ ! -e /home/stop ]; do i=$((i+1)); echo $i >> /home/lines || exit 9; busybox usleep 2000; done
        busybox sort -n -u /home/lines | busybox wc -l; echo $i
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private ArmApi Api => fixture.Api;

    private ArmEmulatorProcess Emulator => fixture.Emulator;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Container_ThatWrites_DoesNotNoticeARestartOfTheEmulator(bool gracefully)
    {
        var share = ArmApi.NewName();
        var name = await Api.CreateAsync(Bodies.Group(Counting).WithHome(share));
        await WrittenAsync(share, 0);
        var process = Assert.Single(Emulator.MountProcesses(share));

        await (gracefully ? Emulator.StopAsync() : Emulator.KillAsync());
        await WrittenAsync(share, Lines(share));
        await Emulator.StartProcessAsync();
        await WrittenAsync(share, Lines(share));

        Assert.Equal([process], Emulator.MountProcesses(share));
        await File.WriteAllTextAsync(Path.Combine(Emulator.Content(share), "stop"), "");
        await Api.WaitForStateAsync(name, "Succeeded");
        var counts = (await Api.LogsAsync(name)).Split('\n');
        Assert.Equal(counts[0], counts[1]);
        await UnmountedAsync(share);
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Mount_IsSharedByGroups_AndGoesWithTheLast()
    {
        var share = ArmApi.NewName();
        var first = await Api.CreateAsync(Bodies.Group("busybox sleep 1000").WithHome(share));
        var second = await Api.CreateAsync(Bodies.Group("busybox sleep 1000").WithHome(share));
        await Api.WaitForStateAsync(first, "Running");
        await Api.WaitForStateAsync(second, "Running");
        Assert.Single(Emulator.MountProcesses(share));

        await Api.DeleteAsync(first);
        Assert.True(Emulator.IsMounted(share));

        using var stopped = await Api.Http.PostAsync(ArmApi.At($"/{second}/stop"), null);
        await UnmountedAsync(share);
        await Api.DeleteAsync(second);
    }

    [Fact]
    public async Task Mount_WhoseProcessWasKilled_IsMountedAgain()
    {
        var share = ArmApi.NewName();
        var first = await Api.CreateAsync(Bodies.Group("echo kept > /home/file; busybox sleep 1000").WithHome(share));
        await Eventually.TrueAsync(() => Written(share, "file") == "kept\n", Deadline, "it writes");

        using (var process = Process.GetProcessById(Assert.Single(Emulator.MountProcesses(share))))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        await Eventually.TrueAsync(
            () => File.Exists(Path.Combine(Emulator.MountPoint(share), "file")), Deadline, "it is mounted again");
        Assert.Equal("kept\n", await Api.OutputAsync(Bodies.Group("busybox cat /home/file").WithHome(share)));
        await Api.DeleteAsync(first);
        await UnmountedAsync(share);
    }

    [Fact]
    public async Task Mount_LeftBehindDeadByAKilledEmulator_IsCleanedUp()
    {
        var share = ArmApi.NewName();
        var name = await Api.CreateAsync(Bodies.Group("busybox sleep 1000").WithHome(share));
        await Api.WaitForStateAsync(name, "Running");

        await Emulator.KillAsync();
        using (var process = Process.GetProcessById(Assert.Single(Emulator.MountProcesses(share))))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        await Emulator.StartProcessAsync();
        await Api.DeleteAsync(name);

        await UnmountedAsync(share);
        Assert.Equal("fresh\n", await Api.OutputAsync(Bodies.Group("echo fresh > /home/f; busybox cat /home/f").WithHome(share)));
    }

    [Fact]
    public async Task Mount_StaysForTheNextGroup_AndGoesWithTheEmulator()
    {
        await using var emulator = await ArmEmulatorProcess.StartAsync("127.0.0.1:9", "127.0.0.1:9", new Dictionary<string, string>
        {
            ["Arm__NameRelays"] = "false",
            ["Arm__ShareLinger"] = "00:01:00",
        });
        using var api = new ArmApi(emulator);
        var share = ArmApi.NewName();
        Assert.Equal("one\n", await api.OutputAsync(Bodies.Group("echo one > /home/f; busybox cat /home/f").WithHome(share)));
        var process = Assert.Single(emulator.MountProcesses(share));

        Assert.Equal("one\n", await api.OutputAsync(Bodies.Group("busybox cat /home/f").WithHome(share)));
        Assert.Equal([process], emulator.MountProcesses(share));
        await api.DeleteAllAsync();
        Assert.True(emulator.IsMounted(share));

        await emulator.StopAsync();
        Assert.False(emulator.IsMounted(share));
    }

    private string Written(string share, string name)
    {
        var file = Path.Combine(Emulator.Content(share), name);
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    private int Lines(string share)
    {
        var file = Path.Combine(Emulator.Content(share), "lines");
        return File.Exists(file) ? File.ReadLines(file).Count() : 0;
    }

    private Task WrittenAsync(string share, int more) =>
        Eventually.TrueAsync(() => Lines(share) > more, Deadline, $"there are more than {more} lines");

    private async Task UnmountedAsync(string share)
    {
        await Eventually.TrueAsync(() => !Emulator.IsMounted(share), Deadline, $"{share} is unmounted");
        await Eventually.TrueAsync(() => Emulator.MountProcesses(share).Count == 0, Deadline, "its process has ended");
    }
}
