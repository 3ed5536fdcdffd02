using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>
/// A batch of tiny notebooks, two at a time, beside as many bare containers as give a steady figure, two at a time, before
/// and after. The function host may be killed on the way; every item is checked to have one final state and one execution.
/// </summary>
internal static class BatchScale
{
    private const int AtATime = 2;
    private const int BareRuns = 20;

    private static readonly TimeSpan s_deadline = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(int items, int kills)
    {
        var notebook = Notebooks.Python(Notebooks.MarkExecution);
        await using var stack = await LocalStack.StartAsync(new StackOptions
        {
            MaxConcurrentPerWorkspace = AtATime,
            CountsRequests = true,
        });
        using var bare = new BarePapermill(Notebooks.Python("x = 1"));
        var client = new BatchClient(stack.Client);
        await client.PutAsync("tiny.ipynb", notebook);
        await WarmAsync(client);
        var idle = await PerSecondAsync(stack);

        var bareTime = await BareAsync(bare);
        var (requests, start) = (stack.Azurite.Requests, TimeProvider.System.GetTimestamp());
        var id = await StartAsync(client, items);
        var memory = await FollowAsync(stack, client, id, items, kills);
        var time = Timing.Since(start);
        var used = stack.Azurite.Requests - requests;
        bareTime = (bareTime + await BareAsync(bare)) / 2;
        await CheckAsync(stack, client, id, items);

        Console.WriteLine($"{items} items, {AtATime} at a time, the host killed {kills} times");
        Console.WriteLine($"  all items              {time / 1000:0.0} s");
        Console.WriteLine($"  per item               {time / items:0} ms; bare papermill {bareTime / BareRuns:0} ms, ratio {time / items / (bareTime / BareRuns):0.00}");
        Console.WriteLine($"  storage operations     {(used - (idle * time / 1000)) / items:0.0} per item, besides {idle:0.0} per second when idle and those of looking on");
        Console.WriteLine($"  memory of the app      {memory.First:0} MB at the first item, {memory.Most:0} MB at most, {memory.Last:0} MB at the last");
    }

    private static Task<string> StartAsync(BatchClient client, int items) => client.StartAsync(new
    {
        run = new { notebook = "tiny.ipynb" },
        matrix = new { x = new { range = new { from = 1, to = items } } },
        concurrency = AtATime,
    });

    private static async Task WarmAsync(BatchClient client) =>
        await client.WaitForEndAsync(await StartAsync(client, 10), s_deadline);

    private static async Task<double> PerSecondAsync(LocalStack stack)
    {
        await stack.Groups.WaitUntilNoneAsync(s_deadline);
        var before = stack.Azurite.Requests;
        await Task.Delay(s_idle);
        return (stack.Azurite.Requests - before) / s_idle.TotalSeconds;
    }

    private static Task<double> BareAsync(BarePapermill bare) => Timing.MillisecondsAsync(() => Parallel.ForEachAsync(
        Enumerable.Range(0, BareRuns),
        new ParallelOptions { MaxDegreeOfParallelism = AtATime },
        async (number, _) => await bare.RunAsync(number)));

    private static async Task<(double First, double Most, double Last)> FollowAsync(
        LocalStack stack, BatchClient client, string id, int items, int kills)
    {
        var (first, most, last, killed) = (0.0, 0.0, 0.0, 0);
        var start = TimeProvider.System.GetTimestamp();
        while (Timing.Since(start) < s_deadline.TotalMilliseconds)
        {
            var batch = await client.GetAsync(id);
            last = Memory(stack.App.ProcessId);
            first = first == 0 ? last : first;
            most = Math.Max(most, last);
            if (batch["state"]!.GetValue<string>() != "running")
            {
                return (first, most, last);
            }

            if (killed < kills && batch["counts"]!["succeeded"]!.GetValue<int>() >= (killed + 1) * items / (kills + 1))
            {
                killed++;
                await stack.App.KillAsync();
                await stack.App.StartAsync();
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        throw new TimeoutException($"The batch is not over within {s_deadline}.");
    }

    private static async Task CheckAsync(LocalStack stack, BatchClient client, string id, int items)
    {
        var found = await client.ItemsAsync(id);
        var ids = found.Select(item => item["run"]!.GetValue<string>()).ToHashSet();
        if (found.Count != items || ids.Count != items || found.Any(item => item["state"]!.GetValue<string>() != "succeeded"))
        {
            throw new InvalidOperationException(
                $"Not every item has succeeded with a run of its own: {string.Join(", ", found.GroupBy(item => $"{item["state"]}").Select(group => $"{group.Count()} {group.Key}"))}");
        }

        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (run, token) =>
            {
                var outputs = JsonNode.Parse(await stack.Client.Http.GetStringAsync($"runs/{run}/outputs", token))!["items"]!.AsArray();
                if (outputs.Count != 1)
                {
                    throw new InvalidOperationException($"Run {run} was executed {outputs.Count} times.");
                }
            });
    }

    /// <summary>Resident, in MB.</summary>
    private static double Memory(int process) => double.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
}
