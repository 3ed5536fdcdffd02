using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Runs as streams of events.</summary>
[Trait("Category", "EndToEnd")]
public sealed class EventTests : IAsyncLifetime
{
    private const int Lines = 40;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly JsonObject Notebook = Notebooks.Python(
        "import time\nfor number in range(20):\n    print(f'line {number}', flush=True)\n    time.sleep(0.2)",
        "for number in range(20, 40):\n    print(f'line {number}', flush=True)\n    time.sleep(0.2)");

    private LocalStack _stack = null!;

    // Streams of two seconds: a client comes again and again.
    public async Task InitializeAsync() => _stack = await LocalStack.StartAsync(new StackOptions
    {
        Settings = new Dictionary<string, string> { ["Events__MaxSeconds"] = "2", ["Events__HeartbeatSeconds"] = "1" },
    });

    public async Task DisposeAsync() => await _stack.DisposeAsync();

    [Fact]
    public async Task Run_OverManyStreams_TellsEveryStateAndEachLineOnceAndItsEnd()
    {
        var client = _stack.Client;
        await client.PutFileAsync("lines.ipynb", System.Text.Encoding.UTF8.GetBytes(Notebook.ToJsonString()));
        var first = await client.RunAsync("lines.ipynb");
        var (told, streams) = await ReadAsync(first);
        var second = await client.RunAsync("lines.ipynb");
        var (again, _) = await ReadAsync(second);

        Assert.InRange(streams, 3, 60);
        Assert.Equal(
            ["accepted", "provisioning", "running", "succeeded"],
            told.Where(item => item.Name == "state").Select(item => item.Data["state"]!.GetValue<string>()).Distinct());
        Assert.Equal("succeeded", told[^1].Data["state"]!.GetValue<string>());
        List<string> lines = [.. told.Where(item => item.Name == "log")
            .SelectMany(item => item.Data["lines"]!.AsArray()).Select(line => line!.GetValue<string>())];
        var log = System.Text.Encoding.UTF8.GetString(await client.DownloadAsync($"runs/{first}/log", Deadline));
        Assert.Equal(log.TrimEnd('\n').Split('\n'), lines);
        Assert.All(Enumerable.Range(0, Lines), number => Assert.Contains($"line {number}", log, StringComparison.Ordinal));
        Assert.True(told.Count(item => item.Name == "log") > 3, "The log did not come while it was written.");
        var progress = told.Where(item => item.Name == "progress").ToList();
        Assert.Contains(progress, item => item.Data["cells"]?["completed"]?.GetValue<int>() == 1);
        Assert.All(progress, item => Assert.Null(item.Data["estimate"]));
        Assert.Contains(again, item =>
            item.Name == "progress" && item.Data["estimate"]?["runs"]?.GetValue<int>() == 1 &&
            item.Data["estimate"]!["totalSeconds"]!.GetValue<double>() is > 8 and < 60);
        using var after = new HttpRequestMessage(HttpMethod.Get, $"runs/{first}/events");
        after.Headers.Add("Last-Event-ID", told[^1].Id);
        using var answer = await client.Http.SendAsync(after);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await _stack.Groups.WaitUntilNoneAsync(Deadline);
    }

    private async Task<(List<ServerEvent> Told, int Streams)> ReadAsync(string run)
    {
        var events = new EventClient(_stack.Client.Http);
        List<ServerEvent> told = [];
        using var over = new CancellationTokenSource(Deadline);
        var streams = 0;
        while (told.Count == 0 || told[^1].Name != "end")
        {
            streams++;
            await foreach (var item in events.ReadAsync(
                $"runs/{run}/events", told.Count == 0 ? null : told[^1].Id, over.Token))
            {
                told.Add(item);
            }
        }

        return (told, streams);
    }
}
