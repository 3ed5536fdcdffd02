using CloudWorkspaces.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>What outlives a host, and what two hosts may not do.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task Restart_InstancesThatWait_GoOn()
    {
        var hub = TestApp.NewHub();
        string waiting, sleeping, suspended;
        await using (var first = await TestApp.StartAsync(hub))
        {
            waiting = await Scripts.StartAsync(first.Client, async context =>
                await context.CallActivityAsync<int>(nameof(Scripts.Echo), 1) + await context.WaitForExternalEvent<int>("go"));
            sleeping = await Scripts.StartAsync(first.Client, async context =>
            {
                await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
                return "awake";
            });
            suspended = await Scripts.StartAsync(first.Client, async context => await context.WaitForExternalEvent<int>("go"));
            await first.Client.SuspendInstanceAsync(suspended);
            await first.Client.RaiseEventAsync(suspended, "go", 5);
        }

        await using var second = await TestApp.StartAsync(hub);
        await second.Client.RaiseEventAsync(waiting, "go", 2);
        await second.Client.ResumeInstanceAsync(suspended);

        Assert.Equal(3, (await Scripts.EndAsync(second.Client, waiting)).ReadOutputAs<int>());
        Assert.Equal("awake", (await Scripts.EndAsync(second.Client, sleeping)).ReadOutputAs<string>());
        Assert.Equal(5, (await Scripts.EndAsync(second.Client, suspended)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Start_HubIsHeld_WaitsUntilItsHostEnds()
    {
        var hub = TestApp.NewHub();
        var first = await TestApp.StartAsync(hub);

        var second = TestApp.StartAsync(hub);
        var early = await Task.WhenAny(second, Task.Delay(TimeSpan.FromSeconds(1.5)));
        await first.DisposeAsync();
        await using var started = await second;

        Assert.NotSame(second, early);
    }

    [Fact]
    public async Task Stop_ActivityRuns_ItEndsAndItsResultIsKept()
    {
        var hub = TestApp.NewHub();
        var running = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        var runs = 0;
        var work = Scripts.Activity(async () =>
        {
            runs++;
            running.SetResult();
            await mayEnd.Task;
            return 9;
        });
        var first = await TestApp.StartAsync(hub);
        var id = await Scripts.StartAsync(first.Client, async context =>
            await context.CallActivityAsync<int>(nameof(Scripts.Work), work));
        await running.Task;

        var stopping = first.DisposeAsync().AsTask();
        mayEnd.SetResult();
        await stopping;
        await using var second = await TestApp.StartAsync(hub);

        Assert.Equal(9, (await Scripts.EndAsync(second.Client, id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Storage_StoppedAndStarted_WorkGoesOn()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var hub = TestApp.NewHub();
        var builder = await TestApp.BuilderAsync(hub);
        builder.Configuration["AzureWebJobsStorage"] = azurite.ConnectionString;
        await using var app = await TestApp.StartAsync(builder, hub);
        var steps = 0;
        var stopAt = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var work = Scripts.Activity(async () =>
        {
            if (++steps == 3)
            {
                stopAt.SetResult();
                await stopped.Task;
            }

            return steps;
        });
        var id = await Scripts.StartAsync(app.Client, async context =>
        {
            var last = 0;
            for (var step = 0; step < 6; step++)
            {
                last = await context.CallActivityAsync<int>(nameof(Scripts.Work), work);
            }

            return last;
        });

        await stopAt.Task;
        await azurite.StopAsync();
        stopped.SetResult();
        await azurite.StartProcessAsync();

        Assert.Equal(6, (await Scripts.EndAsync(app.Client, id)).ReadOutputAs<int>());
    }
}
