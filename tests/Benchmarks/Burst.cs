using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>Many runs asked for at once, two at a time, beside as many bare containers, two at a time.</summary>
internal static class Burst
{
    private const int AtATime = 2;
    private const int Rounds = 3;

    public static async Task MeasureAsync(int runs)
    {
        var notebook = Notebooks.Python("x = 1", "print(x + 1)");
        await using var stack = await LocalStack.StartAsync(new StackOptions { MaxConcurrentPerWorkspace = AtATime });
        using var bare = new BarePapermill(notebook);
        var path = "notebooks/two-cells.ipynb";
        await stack.Client.PutFileAsync(path, System.Text.Encoding.UTF8.GetBytes(notebook.ToJsonString()));
        await RunSteps.MeasureAsync(stack, path);

        var settled = new List<double>();
        var gone = new List<double>();
        var bareTimes = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await ThroughApiAsync(stack, path, runs);
            settled.Add(Timing.Since(start));
            await stack.Groups.WaitUntilNoneAsync(TimeSpan.FromMinutes(2));
            gone.Add(Timing.Since(start));

            var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime };
            bareTimes.Add(await Timing.MillisecondsAsync(() => Parallel.ForEachAsync(
                Enumerable.Range(0, runs), options, async (number, _) => await bare.RunAsync(number))));
        }

        Console.WriteLine($"{runs} runs, {AtATime} at a time, {Rounds} rounds, milliseconds: median (min-max)");
        Console.WriteLine($"  through the API, all settled    {Timing.Summary(settled)}");
        Console.WriteLine($"  through the API, groups gone    {Timing.Summary(gone)}");
        Console.WriteLine($"  bare papermill                  {Timing.Summary(bareTimes)}");
        Console.WriteLine($"  ratio of medians, all settled   {Timing.Median(settled) / Timing.Median(bareTimes):0.00}");
    }

    private static async Task ThroughApiAsync(LocalStack stack, string path, int runs)
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, runs).Select(number => stack.Client.RunAsync(path, new { number })));
        foreach (var id in ids)
        {
            var run = await stack.Client.WaitForEndAsync(id, TimeSpan.FromMinutes(10));
            if (run["state"]!.GetValue<string>() != "succeeded")
            {
                throw new InvalidOperationException($"A run did not succeed: {run}");
            }
        }
    }
}
