using System.Net;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>What host.json says about durable functions.</summary>
public sealed class OptionsTests
{
    [Fact]
    public async Task MaxConcurrentActivityFunctions_Two_NeverThree()
    {
        var (running, most) = (0, 0);
        var work = Scripts.Activity(async () =>
        {
            lock (this)
            {
                most = Math.Max(most, ++running);
            }

            await Task.Delay(20);
            lock (this)
            {
                running--;
            }

            return null;
        });
        await using var app = await StartAsync("maxConcurrentActivityFunctions", "2");

        await Scripts.RunAsync(app.Client, async context =>
        {
            await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => context.CallActivityAsync<object?>(nameof(Scripts.Work), work)));
            return null;
        });

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task MaxConcurrentOrchestratorFunctions_One_NeverTwo()
    {
        var (running, most) = (0, 0);
        await using var app = await StartAsync("maxConcurrentOrchestratorFunctions", "1");

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Scripts.StartAsync(app.Client, context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.SpinWait(200_000);
            Interlocked.Decrement(ref running);
            return Task.FromResult<object?>(null);
        })));
        await Task.WhenAll(ids.Select(id => Scripts.EndAsync(app.Client, id)));

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task HubName_Another_KnowsNothingOfTheFirst()
    {
        await using var first = await TestApp.StartAsync();
        var ended = await Scripts.RunAsync(first.Client, _ => Task.FromResult<object?>(1));
        await using var second = await TestApp.StartAsync();

        Assert.Equal(second.Hub, second.Client.Name);
        Assert.Null(await second.Client.GetInstanceAsync(ended.InstanceId, CancellationToken.None));
    }

    [Fact]
    public async Task Kestrel_BodyOver30MB_IsRefusedUnlessTheAppAllowsIt()
    {
        await using var app = await TestApp.StartAsync();
        using var small = new ByteArrayContent(new byte[30_000_000]);
        using var large = new ByteArrayContent(new byte[30_000_001]);

        Assert.Equal(HttpStatusCode.Created, (await app.Http.PostAsync("bodies", small)).StatusCode);
        Assert.NotEqual(HttpStatusCode.Created, await StatusAsync(app.Http, large));
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, HttpContent content)
    {
        try
        {
            return (await http.PostAsync("bodies", content)).StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the body is still being sent.
            return null;
        }
    }

    private static async Task<TestApp> StartAsync(string option, string value)
    {
        var hub = TestApp.NewHub();
        var builder = await TestApp.BuilderAsync(hub);
        builder.Configuration["AzureFunctionsJobHost:extensions:durableTask:" + option] = value;
        return await TestApp.StartAsync(builder, hub);
    }
}
