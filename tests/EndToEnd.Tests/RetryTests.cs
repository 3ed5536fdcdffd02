using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Runs that are tried again.</summary>
[Trait("Category", "EndToEnd")]
public sealed class RetryTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private LocalStack _stack = null!;

    public async Task InitializeAsync() => _stack = await LocalStack.StartAsync(new StackOptions
    {
        Settings = new Dictionary<string, string>
        {
            ["Flavors__small__MemoryGiB"] = "0.5",
            ["Flavors__medium__MemoryGiB"] = "2",
        },
    });

    public async Task DisposeAsync() => await _stack.DisposeAsync();

    [Fact]
    public async Task Run_EvictedOnce_SucceedsInItsSecondAttemptAndKeepsTheFirst()
    {
        var client = _stack.Client;
        var id = await client.SubmitAsync(
            Notebooks.Python("print('first cell ' + 'has run')", "import time\ntime.sleep(8)"),
            new JsonObject { ["flavor"] = "medium", ["retry"] = new JsonObject { ["backoffSeconds"] = 1 } });
        await client.WaitForCellAsync(id, completed: 1, Deadline);
        await _stack.Groups.AskForFaultAsync(new { kind = "Eviction" });

        var run = await client.WaitForEndAsync(id, Deadline);

        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        Assert.Equal(2, run["attempt"]!.GetValue<int>());
        Assert.Equal(
            ["1 medium failed preempted", "2 medium succeeded completed"],
            run["attempts"]!.AsArray().Select(Line));
        foreach (var attempt in new[] { 1, 2 })
        {
            var log = Encoding.UTF8.GetString(await client.DownloadAsync($"runs/{id}/log?attempt={attempt}", Deadline));
            Assert.Contains("first cell has run", log, StringComparison.Ordinal);
        }

        using var missing = await client.Http.GetAsync($"runs/{id}/log?attempt=3");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        await _stack.Groups.WaitUntilNoneAsync(Deadline);
    }

    [Fact]
    public async Task Run_OutOfMemory_SucceedsOnTheNextFlavor()
    {
        var client = _stack.Client;
        var retry = new JsonObject { ["onOutOfMemory"] = "next-flavor", ["backoffSeconds"] = 1 };
        var id = await client.SubmitAsync(
            Notebooks.Python("x = bytearray(700_000_000)\nprint(len(x))"),
            new JsonObject { ["flavor"] = "small", ["retry"] = retry });

        var run = await client.WaitForEndAsync(id, Deadline);

        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        Assert.Equal(
            ["1 small failed out-of-memory", "2 medium succeeded completed"], run["attempts"]!.AsArray().Select(Line));
        Assert.Equal("medium", run["flavor"]!.GetValue<string>());
        await _stack.Groups.WaitUntilNoneAsync(Deadline);
    }

    private static string Line(JsonNode? attempt) =>
        $"{attempt!["attempt"]} {attempt["flavor"]} {attempt["state"]} {attempt["cause"]!["code"]}";
}
