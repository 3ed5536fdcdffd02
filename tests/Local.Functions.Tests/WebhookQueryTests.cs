using System.Net;
using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Reading and purging over HTTP.</summary>
public sealed class WebhookQueryTests(KeyedApp app) : IClassFixture<KeyedApp>
{
    private readonly DurableTaskClient _client = app.App.Client;

    [Fact]
    public async Task GetInstance_Completed_HasTheOfficialShape()
    {
        var ended = await Scripts.RunAsync(
            _client,
            context =>
            {
                context.SetCustomStatus("near");
                return Task.FromResult<object?>(new { Deep = true });
            },
            input: 4);

        var answer = await GetAsync($"instances/{ended.InstanceId}");
        var status = await KeyedApp.JsonAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Equal(
            ["name", "instanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime"],
            status.AsObject().Select(property => property.Key));
        Assert.Equal("Script", (string)status["name"]!);
        Assert.Equal("Completed", (string)status["runtimeStatus"]!);
        Assert.Equal(4, (int)status["input"]!);
        Assert.Equal("near", (string)status["customStatus"]!);
        Assert.True((bool)status["output"]!["Deep"]!);
        Assert.Equal(ended.CreatedAt.UtcDateTime.ToString("s") + "Z", (string)status["createdTime"]!);
    }

    [Fact]
    public async Task GetInstance_Running_IsAcceptedWithItsOwnLocation()
    {
        var id = await WaitingAsync();

        var answer = await GetAsync($"instances/{id}?showInput=false");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.EndsWith($"instances/{id}?showInput=false", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("?returnInternalServerErrorOnFailure=true", HttpStatusCode.InternalServerError)]
    public async Task GetInstance_Failed_IsAnErrorOnlyIfAskedFor(string query, HttpStatusCode expected)
    {
        var failed = await Scripts.RunAsync(_client, _ => throw new InvalidOperationException("too deep"));

        var answer = await GetAsync($"instances/{failed.InstanceId}{query}");
        var status = await KeyedApp.JsonAsync(answer);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("Failed", (string)status["runtimeStatus"]!);
        Assert.Contains("too deep", (string)status["output"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetInstance_Unknown_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("instances/nobody")).StatusCode);

    [Fact]
    public async Task GetInstance_IdWithASlash_IsFound()
    {
        var id = Scripts.Orchestrator(_ => Task.FromResult<object?>(1), $"a/{Guid.NewGuid():N} b");
        await _client.ScheduleNewOrchestrationInstanceAsync("Script", new StartOrchestrationOptions(id), CancellationToken.None);
        await Scripts.EndAsync(_client, id);

        var status = await KeyedApp.JsonAsync(await GetAsync("instances/" + Uri.EscapeDataString(id)));

        Assert.Equal(id, (string)status["instanceId"]!);
    }

    [Fact]
    public async Task GetInstance_ShowHistory_TellsWhatHappened()
    {
        var ended = await Scripts.RunAsync(_client, async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            return await context.CallActivityAsync<int>(nameof(Scripts.Echo), 8);
        });

        var without = await HistoryAsync($"instances/{ended.InstanceId}?showHistory=true");
        var with = await HistoryAsync($"instances/{ended.InstanceId}?showHistory=true&showHistoryOutput=true");

        string[] expected = ["ExecutionStarted", "TimerFired", "TaskCompleted", "ExecutionCompleted"];
        Assert.Equal(expected, without.Select(found => (string)found!["EventType"]!));
        Assert.Equal("Script", (string)without[0]!["FunctionName"]!);
        Assert.Equal("Echo", (string)without[2]!["FunctionName"]!);
        Assert.True((DateTime)without[2]!["ScheduledTime"]! <= (DateTime)without[2]!["Timestamp"]!);
        Assert.Equal("Completed", (string)without[3]!["OrchestrationStatus"]!);
        Assert.All(without, found => Assert.Null(found!["Result"]));
        Assert.Equal(8, (int)with[2]!["Result"]!);
        Assert.Equal(8, (int)with[3]!["Result"]!);
    }

    [Fact]
    public async Task GetInstance_ShowHistoryOfAnOpenActivity_SaysScheduled()
    {
        var mayEnd = new TaskCompletionSource();
        var work = Scripts.Activity(async () =>
        {
            await mayEnd.Task;
            return 1;
        });
        var id = await Scripts.StartAsync(
            _client, async context => await context.CallActivityAsync<int>(nameof(Scripts.Work), work));
        await _client.WaitForInstanceStartAsync(id, CancellationToken.None);

        var history = await HistoryAsync($"instances/{id}?showHistory=true");
        mayEnd.SetResult();

        Assert.Equal(["ExecutionStarted", "TaskScheduled"], history.Select(found => (string)found!["EventType"]!));
        await Scripts.EndAsync(_client, id);
    }

    [Fact]
    public async Task List_ByPrefixStatusAndTime_IsPagedByToken()
    {
        var prefix = $"page{Guid.NewGuid():N}-";
        var ids = await EndedAsync(prefix, 3);
        var waiting = Scripts.Orchestrator(async context => await context.WaitForExternalEvent<object>("go"), prefix + "w");
        await ScheduleAsync(waiting);
        var path = $"runtime/webhooks/durabletask/instances?instanceIdPrefix={prefix}&runtimeStatus=Completed,Failed&top=2"
            + "&createdTimeFrom=2020-01-01T00:00:00Z&showInput=false";

        var found = new List<string>();
        string? token = null;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("x-functions-key", app.SystemKey);
            request.Headers.Add("x-ms-continuation-token", token ?? "");
            var answer = await app.App.Http.SendAsync(request);
            var page = (await KeyedApp.JsonAsync(answer)).AsArray();
            Assert.InRange(page.Count, 0, 2);
            Assert.All(page, instance => Assert.Null(instance!["input"]));
            found.AddRange(page.Select(instance => (string)instance!["instanceId"]!));
            token = answer.Headers.TryGetValues("x-ms-continuation-token", out var tokens) ? tokens.Single() : null;
        }
        while (token is not null);

        Assert.Equal(ids, found);
        var none = await GetAsync($"instances?instanceIdPrefix={prefix}&createdTimeTo=2020-01-01T00:00:00Z");
        Assert.Equal("[]", await none.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task List_WithoutShowInput_ShowsInputsAndOutputs()
    {
        var ended = await Scripts.RunAsync(_client, _ => Task.FromResult<object?>(2), input: 1);

        var list = (await KeyedApp.JsonAsync(await GetAsync($"instances?instanceIdPrefix={ended.InstanceId}"))).AsArray();

        Assert.Equal((1, 2), ((int)list.Single()!["input"]!, (int)list.Single()!["output"]!));
    }

    [Fact]
    public async Task Purge_OneInstance_OnlyOnceAndOnlyWhenEnded()
    {
        var ended = await Scripts.RunAsync(_client, _ => Task.FromResult<object?>(1));
        var waiting = await WaitingAsync();

        var first = await DeleteAsync($"instances/{ended.InstanceId}");
        var again = await DeleteAsync($"instances/{ended.InstanceId}");
        var running = await DeleteAsync($"instances/{waiting}");

        Assert.Equal((HttpStatusCode.OK, """{"instancesDeleted":1}"""), (first.StatusCode, await first.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, running.StatusCode);
    }

    [Fact]
    public async Task PurgeAll_ByTimeAndStatus_NeedsItsBeginAndCountsWhatItDeletes()
    {
        // A host of its own: others' instances would be counted.
        await using var own = await KeyedApp.StartAsync("purge-" + TestApp.NewHub());
        await own.Http.GetAsync("admin/host/status");
        var key = (string)(await (await SecretBlobs.OfAsync("purge-" + own.Hub)).ReadAsync())["masterKey"]!["value"]!;
        await Scripts.RunAsync(own.Client, _ => Task.FromResult<object?>(1));
        await Scripts.RunAsync(own.Client, _ => Task.FromResult<object?>(2));
        var failed = await Scripts.RunAsync(own.Client, _ => throw new InvalidOperationException("kept"));
        var path = $"runtime/webhooks/durabletask/instances?code={key}&runtimeStatus=Completed";

        var without = await own.Http.DeleteAsync(path);
        var early = await own.Http.DeleteAsync(path + "&createdTimeFrom=2020-01-01&createdTimeTo=2020-01-02");
        var deleted = await own.Http.DeleteAsync(path + "&createdTimeFrom=2020-01-01T00:00:00Z");

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Equal("""{"instancesDeleted":2}""", await deleted.Content.ReadAsStringAsync());
        Assert.NotNull(await own.Client.GetInstanceAsync(failed.InstanceId, CancellationToken.None));
    }

    private async Task<List<string>> EndedAsync(string prefix, int count)
    {
        var ids = new List<string>();
        for (var number = 0; number < count; number++)
        {
            ids.Add(Scripts.Orchestrator(_ => Task.FromResult<object?>(1), prefix + number));
            await ScheduleAsync(ids[^1]);
            await Scripts.EndAsync(_client, ids[^1]);
        }

        return ids;
    }

    private Task<string> ScheduleAsync(string id) => _client.ScheduleNewOrchestrationInstanceAsync(
        nameof(Scripts.Script), new StartOrchestrationOptions(id), CancellationToken.None);

    private Task<HttpResponseMessage> GetAsync(string path) => app.DurableAsync(HttpMethod.Get, path);

    private Task<HttpResponseMessage> DeleteAsync(string path) => app.DurableAsync(HttpMethod.Delete, path);

    private async Task<JsonArray> HistoryAsync(string path) =>
        (await KeyedApp.JsonAsync(await GetAsync(path)))["historyEvents"]!.AsArray();

    private async Task<string> WaitingAsync() =>
        await Scripts.StartAsync(_client, async context => await context.WaitForExternalEvent<object>("go"));
}
