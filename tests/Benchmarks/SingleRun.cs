using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>
/// One run of a two-cell notebook through the API, until its final state and its result notebook can be read, beside
/// bare papermill until its container is gone. HTML and the group's deletion follow and are reported apart.
/// </summary>
internal static class SingleRun
{
    public static async Task MeasureAsync(int pairs)
    {
        var notebook = Notebooks.Python("x = 1", "print(x + 1)");
        await using var stack = await LocalStack.StartAsync();
        using var bare = new BarePapermill(notebook);
        var path = "notebooks/two-cells.ipynb";
        await stack.Client.PutFileAsync(path, System.Text.Encoding.UTF8.GetBytes(notebook.ToJsonString()));

        var steps = new List<RunSteps>();
        var bareTimes = new List<double>();
        for (var pair = -1; pair < pairs; pair++)
        {
            var run = await RunSteps.MeasureAsync(stack, path);
            var bareTime = await Timing.MillisecondsAsync(() => bare.RunAsync(pair));
            // The first pair warms caches and compilers and is not counted.
            if (pair >= 0)
            {
                steps.Add(run);
                bareTimes.Add(bareTime);
            }
        }

        var product = steps.Select(step => step.Readable).ToList();
        Console.WriteLine($"{pairs} pairs, milliseconds: median (min-max)");
        Console.WriteLine($"  through the API       {Timing.Summary(product)}");
        Console.WriteLine($"  bare papermill        {Timing.Summary(bareTimes)}");
        Console.WriteLine($"  ratio of medians      {Timing.Median(product) / Timing.Median(bareTimes):0.00}");
        Console.WriteLine("of which, in the product:");
        Console.WriteLine($"  POST answered         {Timing.Summary(steps.Select(step => step.Posted))}");
        Console.WriteLine($"  POST to provisioning  {Timing.Summary(steps.Select(step => step.Provisioning))}");
        Console.WriteLine($"  to the agent's claim  {Timing.Summary(steps.Select(step => step.Started))}");
        Console.WriteLine($"  to the final state    {Timing.Summary(steps.Select(step => step.Ended))}");
        Console.WriteLine("afterwards, since the POST:");
        Console.WriteLine($"  HTML readable         {Timing.Summary(steps.Select(step => step.Html))}");
        Console.WriteLine($"  container group gone  {Timing.Summary(steps.Select(step => step.Gone))}");
    }
}
