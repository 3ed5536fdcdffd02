using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using CloudWorkspaces.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Fixture = CloudWorkspaces.Local.Functions.Tests.BlobFunctionsForTests;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Blob functions on a whole host.</summary>
public sealed class BlobHostTests
{
    [Fact]
    public async Task Invocation_OfABlob_RunsInMiddlewareAndAScopeOfItsOwn()
    {
        var hub = TestApp.NewHub();
        var seen = new ConcurrentQueue<string>();
        var scopes = new ConcurrentQueue<Guid>();
        Fixture.Scripts[hub] = (_, context) =>
        {
            scopes.Enqueue(context.InstanceServices.GetRequiredService<ScopedThing>().Id);
            return Task.CompletedTask;
        };
        await using var app = await BlobApp.StartAsync(
            [nameof(Fixture.Scripted)],
            builder => builder.UseMiddleware(async (context, next) =>
            {
                seen.Enqueue((string)context.BindingContext.BindingData["name"]!);
                await next();
            }),
            hub: hub);

        await app.PutAsync("a");
        await app.PutAsync("b");
        await app.UntilAsync(() => scopes.Count == 2, "both ran");

        Assert.Equal(["a", "b"], seen.Order());
        Assert.Equal(2, scopes.Distinct().Count());
    }

    [Fact]
    public async Task Invocation_LongerThanTheTimeout_IsAFailedAttempt()
    {
        var hub = TestApp.NewHub();
        var attempts = 0;
        var cancelled = 0;
        Fixture.Scripts[hub] = async (_, context) =>
        {
            if (Interlocked.Increment(ref attempts) == 1)
            {
                context.CancellationToken.Register(() => Interlocked.Increment(ref cancelled));
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
        };
        await using var app = await BlobApp.StartAsync(
            [nameof(Fixture.Scripted)],
            builder => builder.Configuration["AzureFunctionsJobHost:functionTimeout"] = "00:00:01",
            hub: hub);

        await app.PutAsync("a");
        await app.UntilAsync(() => attempts == 2, "it is tried again");

        Assert.Equal(1, cancelled);
    }

    [Fact]
    public async Task Stop_FunctionRuns_ItEndsAndIsNotRunAgain()
    {
        var hub = TestApp.NewHub();
        var mayEnd = new TaskCompletionSource();
        var runs = new ConcurrentQueue<string>();
        Fixture.Scripts[hub] = async (blob, _) =>
        {
            runs.Enqueue(blob.Name);
            await mayEnd.Task;
        };
        var first = await BlobApp.StartAsync([nameof(Fixture.Scripted)], hub: hub);
        await first.PutAsync("a");
        await first.UntilAsync(() => runs.Count == 1, "it runs");

        var stopping = first.DisposeAsync().AsTask();
        mayEnd.SetResult();
        await stopping;
        await using var second = await BlobApp.StartAsync([nameof(Fixture.Scripted)], hub: hub);
        await second.PutAsync("b");
        await second.UntilAsync(() => runs.Contains("b"), "the second host handles blobs");

        Assert.Equal(["a", "b"], runs);
    }

    [Fact]
    public async Task Stop_FunctionDoesNotEnd_ItIsCancelledAndRunAgainWithoutCountingTheAttempt()
    {
        var hub = TestApp.NewHub();
        var runs = 0;
        Fixture.Scripts[hub] = (_, context) =>
            Interlocked.Increment(ref runs) <= 2 ? Task.Delay(Timeout.Infinite, context.CancellationToken) : Task.CompletedTask;
        for (var host = 1; host <= 3; host++)
        {
            await using var app = await BlobApp.StartAsync(
                [nameof(Fixture.Scripted)],
                builder => builder.Configuration["AzureFunctionsJobHost:extensions:blobs:poisonBlobThreshold"] = "1",
                hub: hub);
            if (host == 1)
            {
                await app.PutAsync("a");
            }

            var expected = host;
            await app.UntilAsync(() => runs == expected, $"host {host} runs it");
        }

        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task Disabled_Function_IsNotRun()
    {
        await using var app = await BlobApp.StartAsync([nameof(Fixture.Client)]);

        await app.PutAsync("a");
        await app.UntilAsync(() => app.Calls.Count > 0, "the one that is not disabled ran");

        Assert.Equal(["Client: a"], app.Calls);
    }

    [Fact]
    public async Task EventGrid_Function_SaysThatItDoesNotFireAndRunsByHand()
    {
        var log = new LogLines();
        await using var app = await BlobApp.StartAsync(
            [nameof(Fixture.OnEvent), nameof(Fixture.Client)], builder => builder.Logging.AddProvider(log));
        await app.PutAsync("a");
        await app.UntilAsync(() => app.Calls.Count > 0, "the scanned function ran");
        Assert.Equal(["Client: a"], app.Calls);

        await app.Functions.RunAsync(nameof(Fixture.OnEvent), $"{app.Container.Name}/a", CancellationToken.None);

        Assert.Equal(["Client: a", "OnEvent: a content"], app.Calls);
        Assert.Contains(log.Lines, line => line.StartsWith("Blob function OnEvent has the source EventGrid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ByHand_RunsAHandledBlobAgainAndTellsWhatIsWrong()
    {
        await using var app = await BlobApp.StartAsync([nameof(Fixture.Client)]);
        await app.PutAsync("a");
        await app.UntilAsync(() => app.Calls.Count == 1, "it ran by itself");

        await app.Functions.RunAsync("client", $"{app.Container.Name}/a", CancellationToken.None);

        Assert.Equal(2, app.Calls.Count);
        await RefusedAsync("Nobody", $"{app.Container.Name}/a", "no blob function 'Nobody'");
        await RefusedAsync(nameof(Fixture.Client), $"{app.Container.Name}/missing", "no blob");
        await RefusedAsync(nameof(Fixture.Client), "elsewhere/a", "is not for blob elsewhere/a");

        async Task RefusedAsync(string function, string path, string because) => Assert.Contains(
            because,
            (await Assert.ThrowsAsync<ArgumentException>(() => app.Functions.RunAsync(function, path, CancellationToken.None))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostAdminFunctions_BlobFunction_RunsItForTheBlobOfTheInput()
    {
        await using var app = await BlobApp.StartAsync([nameof(Fixture.OnEvent)]);
        await app.PutAsync("a");
        var secrets = await SecretBlobs.OfAsync(app.Container.Name);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("admin/functions")).StatusCode);
        var master = (string)(await secrets.ReadAsync())["masterKey"]!["value"]!;

        var answer = await app.Http.PostAsJsonAsync(
            $"admin/functions/OnEvent?code={master}", new { input = $"{app.Container.Name}/a" });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await app.UntilAsync(() => app.Calls is ["OnEvent: a content"], "it ran");
    }

    [Fact]
    public async Task Request_ThatWrites_HastensTheNextScan()
    {
        await using var app = await BlobApp.StartAsync([]);
        var next = app.Activity.Next;

        using var read = await app.Http.GetAsync("items/x");
        var afterRead = next.IsCompleted;
        using var written = await app.Http.PostAsync("bodies", null);
        await app.UntilAsync(() => next.IsCompleted, "the request is noted");

        Assert.False(afterRead);
    }

    [Fact]
    public async Task Storage_StoppedAndStarted_BlobsAreHandledAfterwards()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var hub = TestApp.NewHub();
        var handled = new ConcurrentQueue<string>();
        var running = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        Fixture.Scripts[hub] = async (blob, _) =>
        {
            running.TrySetResult();
            await mayEnd.Task;
            handled.Enqueue(blob.Name);
        };
        await using var app = await BlobApp.StartAsync([nameof(Fixture.Scripted)], azurite: azurite, hub: hub);
        await app.PutAsync("a");
        await running.Task;

        await azurite.StopAsync();
        mayEnd.SetResult();
        await azurite.StartProcessAsync();
        await app.PutAsync("b");
        await app.UntilAsync(() => handled.Contains("b"), "the later blob is handled");

        Assert.Equal(["a", "b"], handled);
    }
}
