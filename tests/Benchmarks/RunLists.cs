using CloudWorkspaces.Functions.Tests.Runs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>
/// The first page of the list of runs, without and with each filter, and a run by its id: with 100 finished runs and with
/// many, both over a year, each on an Azurite of its own, in alternation.
/// </summary>
internal static class RunLists
{
    private const int Few = 100;
    private const int Rounds = 101;
    private const int WarmUp = 30;

    public static async Task MeasureAsync(int runs)
    {
        await using var small = await AzuriteServer.StartAsync();
        await using var large = await AzuriteServer.StartAsync();
        var end = TimeProvider.System.GetUtcNow();
        ManyRuns few = new(small.ConnectionString, Few, end);
        ManyRuns many = new(large.ConnectionString, runs, end);
        await few.FillAsync(CancellationToken.None);
        var filled = await Timing.MillisecondsAsync(() => many.FillAsync(CancellationToken.None));
        Console.WriteLine($"{runs} runs and their lists written in {filled / 1_000:0} s");
        Console.WriteLine($"{Rounds} rounds in alternation, pages of {ManyRuns.Page}; milliseconds: median (min-max)");
        Console.WriteLine($"{"",-14} {Few,24} {runs,24}   ratio  operations");
        foreach (var name in few.Queries().Keys)
        {
            await CompareAsync(name, few, many, (set, token) => set.Store.ListAsync(set.Workspace, set.Queries()[name], token));
        }

        await CompareAsync("by id", few, many, (set, token) => set.Store.FindAsync(set.Workspace, set.Middle, token));
    }

    private static async Task CompareAsync(
        string name, ManyRuns few, ManyRuns many, Func<ManyRuns, CancellationToken, Task> action)
    {
        List<double> one = [];
        List<double> other = [];
        var (calls, otherCalls) = (few.Calls, many.Calls);
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var time = await Timing.MillisecondsAsync(() => action(few, CancellationToken.None));
            var otherTime = await Timing.MillisecondsAsync(() => action(many, CancellationToken.None));
            if (round >= 0)
            {
                one.Add(time);
                other.Add(otherTime);
            }
        }

        var rounds = (double)(Rounds + WarmUp);
        var ratio = Timing.Median(other) / Timing.Median(one);
        Console.WriteLine(
            $"{name,-14} {Timing.Precise(one),24} {Timing.Precise(other),24} {ratio,7:0.00}" +
            $"  {(few.Calls - calls) / rounds:0.##} and {(many.Calls - otherCalls) / rounds:0.##}");
    }
}
