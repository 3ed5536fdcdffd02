using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Batches;

[Trait("Category", "EndToEnd")]
public sealed class BatchTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    /// <summary>Fails for x = 2 unless it has been tried before, and records a value.</summary>
    private const string Notebook = """
        import pathlib
        from IPython.display import display
        tried = pathlib.Path.home() / f"tried-{x}"
        if x == 2 and not tried.exists():
            tried.touch()
            raise ValueError("the first time")
        display({"application/scrapbook.scrap.json+json": {"name": "square", "data": x * x, "encoder": "json", "version": 1}}, raw=True)
        """;

    /// <summary>The host is killed while items run; then what failed, and that alone, is tried again.</summary>
    [Fact]
    public async Task Batch_WithAFailureAndAKilledHost_EndsRightAndRetriesWhatFailed()
    {
        await using var stack = await LocalStack.StartAsync();
        var client = new BatchClient(stack.Client);
        await client.PutAsync("x.ipynb", Notebooks.Python(Notebooks.MarkExecution, Notebook));
        var id = await client.StartAsync(new
        {
            run = new { notebook = "x.ipynb" },
            matrix = new { x = new { range = new { from = 1, to = 6 } } },
            concurrency = 2,
        });
        await client.WaitAsync(id, batch => batch["counts"]!["succeeded"]!.GetValue<int>() >= 1, Deadline);

        await stack.App.KillAsync();
        await stack.App.StartAsync();

        var batch = await client.WaitForEndAsync(id, Deadline);
        Assert.Equal(("failed", 5, 1), (State(batch), Count(batch, "succeeded"), Count(batch, "failed")));
        var first = await client.ItemsAsync(id);
        Assert.Equal("notebook-error", first[1]["cause"]!.GetValue<string>());
        Assert.Contains("the first time", first[1]["message"]!.GetValue<string>(), StringComparison.Ordinal);

        await client.RetryAsync(id);
        batch = await client.WaitForEndAsync(id, Deadline);

        Assert.Equal(("succeeded", 6), (State(batch), Count(batch, "succeeded")));
        var second = await client.ItemsAsync(id);
        Assert.Equal(
            [true, false, true, true, true, true],
            first.Zip(second, (before, after) => $"{before["run"]}" == $"{after["run"]}"));
        Assert.Equal([1, 4, 9, 16, 25, 36], second.Select(item => item["results"]!["square"]!.GetValue<int>()));
        var table = await client.TableAsync(id);
        Assert.Equal("index,state,run,cause,seconds,parameters.x,results.square", table[0]);
        Assert.EndsWith(",3,9", table[3], StringComparison.Ordinal);
        await stack.Groups.WaitUntilNoneAsync(Deadline);
        foreach (var item in second)
        {
            await Executions.AssertOnceAsync(stack.Client, item["run"]!.GetValue<string>());
        }
    }

    private static string State(JsonObject batch) => batch["state"]!.GetValue<string>();

    private static int Count(JsonObject batch, string state) => batch["counts"]![state]!.GetValue<int>();
}
