using CloudWorkspaces.Local.Functions.TestHost;

namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>Holds what activities did against what at-least-once explains.</summary>
internal static class EffectCheck
{
    /// <summary>Between the look at the instance and the first line of its activity.</summary>
    private static readonly TimeSpan s_underway = TimeSpan.FromSeconds(1);

    /// <returns>Executions, and how many of them were repetitions.</returns>
    public static (int Executions, int Repeated) Check(IReadOnlyCollection<EffectLine> lines, IEnumerable<ShapeRun> runs)
    {
        var needed = new Dictionary<(string Instance, string Activity, int Input), int>();
        var trees = new HashSet<string>();
        foreach (var run in runs)
        {
            foreach (var step in run.Case.Steps)
            {
                needed.Add((run.Id + step.Suffix, step.Activity, step.Input), step.Attempts);
            }

            if (run.Case.Name == nameof(Shapes.Tree))
            {
                trees.UnionWith(Enumerable.Range(0, (int)run.Case.Input).Select(child => $"{run.Id}-{child}"));
            }
        }

        var ran = lines.GroupBy(line => (line.Instance, line.Activity, line.Input)).ToDictionary(lines => lines.Key);
        foreach (var step in needed.Keys)
        {
            Assert.True(ran.TryGetValue(step, out var found) && found.Any(line => line.IsEnd), $"{step} never ran to its end");
        }

        var repeated = 0;
        foreach (var (step, executions) in ran)
        {
            Assert.True(needed.TryGetValue(step, out var attempts) || trees.Contains(step.Instance), $"{step} was not asked for");
            attempts = Math.Max(attempts, 1);
            var begun = executions.Where(line => !line.IsEnd).ToList();
            var most = begun.CountBy(line => line.Boot).MaxBy(boot => boot.Value);
            Assert.True(most.Value <= attempts, $"{step} ran {most.Value} times in boot {most.Key}");
            repeated += Math.Max(0, begun.Count - attempts);
        }

        foreach (var ticks in ran.Keys.Where(step => trees.Contains(step.Instance)).GroupBy(step => step.Instance))
        {
            Assert.Equal(Enumerable.Range(0, ticks.Count()), ticks.Select(step => step.Input).Order());
        }

        return (lines.Count(line => !line.IsEnd), repeated);
    }

    /// <summary>No activity begins for an instance that has ended.</summary>
    public static async Task CheckEndsAsync(IReadOnlyCollection<EffectLine> lines, IShapeHost host)
    {
        foreach (var begun in lines.Where(line => !line.IsEnd).GroupBy(line => line.Instance))
        {
            var status = await host.StatusAsync(begun.Key);
            Assert.NotNull(status);
            Assert.True(status.IsEnded, $"{begun.Key} is {status.Status}");
            var last = begun.Max(line => line.At);
            Assert.True(last < status.UpdatedOn + s_underway, $"{begun.Key} ended {status.UpdatedOn:O}, began work {last:O}");
        }
    }
}
