using System.Diagnostics;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Idle sessions with real kernels and short times.</summary>
[Trait("Category", "EndToEnd")]
[Collection(SessionStack.Collection)]
public sealed class CullingTests(SessionStack fixture)
{
    private const double IdleMinutes = 0.4;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

    private readonly SessionClient _sessions = new(fixture.Stack.Client.Http);

    [Fact]
    public async Task Session_IdleForItsTime_IsStoppedAndOneWithABusyKernelIsNot()
    {
        var busy = await _sessions.StartAsync(new { name = "busy", idleMinutes = IdleMinutes });
        using var lab = await _sessions.OpenAsync(busy, Deadline);
        var kernel = await lab.StartKernelAsync();
        await lab.ExecuteAsync(kernel, "import time; time.sleep(600)", wait: false);
        var busySince = Stopwatch.StartNew();
        var idle = await _sessions.StartAsync(new { name = "idle", idleMinutes = IdleMinutes });

        await _sessions.WaitForAsync(idle, Deadline, "ready");
        await Eventually.TrueAsync(
            async () => (await _sessions.GetAsync(idle))["warning"] is not null, Deadline, "the idle session's end is announced");
        var stopped = await _sessions.WaitForAsync(idle, Deadline, "stopped");

        Assert.Equal("idle", stopped["cause"]!["code"]!.GetValue<string>());
        Assert.Equal("Nothing went on for 0.4 minutes.", stopped["cause"]!["message"]!.GetValue<string>());
        await Eventually.TrueAsync(
            () => busySince.Elapsed.TotalMinutes > 2 * IdleMinutes, Deadline, "twice the idle time is over");
        var living = await _sessions.GetAsync(busy);
        Assert.Equal("ready", living["state"]!.GetValue<string>());
        Assert.Equal(1, living["activity"]!["busyKernels"]!.GetValue<int>());
        Assert.Null(living["idleSince"]);

        await lab.InterruptAsync(kernel);
        var later = await _sessions.WaitForAsync(busy, Deadline, "stopped");
        Assert.Equal("idle", later["cause"]!["code"]!.GetValue<string>());
    }
}
