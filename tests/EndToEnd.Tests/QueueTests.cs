using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Who goes first when there is room for one run at a time.</summary>
[Trait("Category", "EndToEnd")]
public sealed class QueueTests : IAsyncLifetime
{
    private const int Items = 5;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private LocalStack _stack = null!;

    public async Task InitializeAsync() =>
        _stack = await LocalStack.StartAsync(new StackOptions { MaxConcurrentPerWorkspace = 1 });

    public async Task DisposeAsync() => await _stack.DisposeAsync();

    [Fact]
    public async Task Runs_BehindABatch_TakeTurnsWithItAndAnUrgentOneGoesFirst()
    {
        var client = _stack.Client;
        await client.PutFileAsync("item.ipynb", System.Text.Encoding.UTF8.GetBytes(Notebooks.Python("x = 1").ToJsonString()));
        var first = await client.RunAsync(Notebooks.Python("import time\ntime.sleep(300)"));
        await client.WaitForCellAsync(first, completed: 0, Deadline);
        var batches = new BatchClient(client);
        await batches.StartAsync(new
        {
            run = new { notebook = "item.ipynb", priority = "normal" },
            matrix = new { number = Enumerable.Range(0, Items) },
            concurrency = Items,
        });
        await Eventually.TrueAsync(
            async () => (await BatchRunsAsync()).Count == Items &&
                (await BatchRunsAsync()).All(run => run["queue"] is not null),
            Deadline,
            "all items of the batch wait");

        var single = await client.SubmitAsync(new { notebook = "item.ipynb" });
        var low = await client.SubmitAsync(new { notebook = "item.ipynb", priority = "low" });
        var high = await client.SubmitAsync(new { notebook = "item.ipynb", priority = "high" });
        await WaitForPositionAsync(high, 1);
        await WaitForPositionAsync(low, Items + 3);
        await client.CancelAsync(first);
        await client.WaitForEndAsync(low, Deadline);

        var began = new Dictionary<string, DateTimeOffset>();
        foreach (var id in (await BatchRunsAsync()).Select(run => run["id"]!.GetValue<string>()).Concat([single, low, high]))
        {
            var run = await client.GetAsync(id);
            Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
            began[id] = run["provisioningOn"]!.GetValue<DateTimeOffset>();
        }

        List<string> order = [.. began.OrderBy(run => run.Value).Select(run => run.Key)];
        Assert.Equal(high, order[0]);
        Assert.Contains(single, order[1..3]);
        Assert.Equal(low, order[^1]);
    }

    private async Task<List<JsonObject>> BatchRunsAsync()
    {
        var page = System.Text.Json.JsonSerializer.Deserialize<JsonObject>(
            await _stack.Client.Http.GetStringAsync("runs?trigger=batch"))!;
        var runs = page["items"]!.AsArray().Select(item => _stack.Client.GetAsync(item!["id"]!.GetValue<string>()));
        return [.. await Task.WhenAll(runs)];
    }

    private Task WaitForPositionAsync(string run, int position) => Eventually.TrueAsync(
        async () => (await _stack.Client.GetAsync(run))["queue"]?["position"]?.GetValue<int>() == position,
        Deadline,
        $"run {run} is number {position} in the queue");
}
