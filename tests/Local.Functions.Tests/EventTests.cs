using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

[Collection(AppFixture.Collection)]
public sealed class EventTests(AppFixture fixture)
{
    private readonly DurableTaskClient _client = fixture.App.Client;

    [Fact]
    public async Task RaiseEvent_BeforeAnybodyWaits_IsKeptInOrder()
    {
        var id = await Scripts.StartAsync(_client, async context =>
        {
            await context.WaitForExternalEvent<object>("go");
            var first = await context.WaitForExternalEvent<int>("number");
            var second = await context.WaitForExternalEvent<int>("NUMBER");
            return new[] { first, second };
        });

        await _client.RaiseEventAsync(id, "number", 1);
        await _client.RaiseEventAsync(id, "number", 2);
        await _client.RaiseEventAsync(id, "go");

        var ended = await Scripts.EndAsync(_client, id);
        Assert.Equal([1, 2], ended.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task RaiseEvent_TwoWait_TheFirstIsServedFirst()
    {
        var id = await Scripts.StartAsync(_client, async context =>
        {
            var first = context.WaitForExternalEvent<int>("number");
            var second = context.WaitForExternalEvent<int>("number");
            return new[] { await first, await second };
        });

        await _client.RaiseEventAsync(id, "number", 1);
        await _client.RaiseEventAsync(id, "number", 2);

        var ended = await Scripts.EndAsync(_client, id);
        Assert.Equal([1, 2], ended.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task WaitForExternalEvent_NoneInTime_ThrowsTaskCanceled()
    {
        var ended = await Scripts.RunAsync(_client, async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(
                () => context.WaitForExternalEvent<int>("never", TimeSpan.FromMilliseconds(100)));
            return "gave up";
        });

        Assert.Equal("gave up", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_AfterATimeout_ALaterWaitGetsTheEvent()
    {
        var id = await Scripts.StartAsync(_client, async context =>
        {
            try
            {
                await context.WaitForExternalEvent<int>("number", TimeSpan.FromMilliseconds(20));
            }
            catch (TaskCanceledException)
            {
                context.SetCustomStatus("timed out");
            }

            return await context.WaitForExternalEvent<int>("number");
        });
        await CloudWorkspaces.Testing.Eventually.TrueAsync(
            async () => (await _client.GetInstanceAsync(id, true))!.SerializedCustomStatus == "\"timed out\"",
            TimeSpan.FromSeconds(20),
            "the first wait ends");

        await _client.RaiseEventAsync(id, "number", 7);

        Assert.Equal(7, (await Scripts.EndAsync(_client, id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task SendEvent_ToAnother_IsReceived()
    {
        var receiver = await Scripts.StartAsync(_client, async context => await context.WaitForExternalEvent<string>("hello"));

        await Scripts.RunAsync(_client, context =>
        {
            context.SendEvent(receiver, "hello", "from " + context.InstanceId.Length);
            context.SendEvent("nobody", "hello", "lost");
            return Task.FromResult<object?>(null);
        });

        Assert.Equal("from 32", (await Scripts.EndAsync(_client, receiver)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 0)]
    public async Task ContinueAsNew_WithUnprocessedEvents_KeepsThemIfAsked(bool keep, int expected)
    {
        var id = await Scripts.StartAsync(_client, async context =>
        {
            var generation = context.GetInput<int>();
            if (generation == 0)
            {
                await context.WaitForExternalEvent<object>("go");
                context.ContinueAsNew(1, keep);
                return null;
            }

            var received = 0;
            try
            {
                while (received < 3)
                {
                    await context.WaitForExternalEvent<int>("number", TimeSpan.FromMilliseconds(300));
                    received++;
                }
            }
            catch (TaskCanceledException)
            {
                // There are no more.
            }

            return received;
        });
        foreach (var number in (int[])[1, 2, 3])
        {
            await _client.RaiseEventAsync(id, "number", number);
        }

        await _client.RaiseEventAsync(id, "go");

        Assert.Equal(expected, (await Scripts.EndAsync(_client, id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task RaiseEvent_PayloadOver64KiB_ArrivesWhole()
    {
        var large = new string('e', 100_000);
        var id = await Scripts.StartAsync(_client, async context => await context.WaitForExternalEvent<string>("large"));

        await _client.RaiseEventAsync(id, "large", large);

        Assert.Equal(large, (await Scripts.EndAsync(_client, id)).ReadOutputAs<string>());
    }
}
