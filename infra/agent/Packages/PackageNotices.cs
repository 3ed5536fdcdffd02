using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>Tells the user, in the log and in the status, what became of packages.</summary>
internal sealed class PackageNotices(RunRecords records)
{
    private const int KeptProblems = 20;

    public void Restored(IReadOnlyList<RestoredPackage> packages)
    {
        records.Status.Set(status => status with { Packages = (status.Packages ?? new()) with { Restored = packages } });
        records.Write($"packages: {packages.Count} restored from home");
    }

    /// <summary>The same again is no news.</summary>
    public void Problem(string problem)
    {
        var news = false;
        records.Status.Set(status =>
        {
            var state = status.Packages ?? new();
            var problems = state.Problems ?? [];
            news = !problems.Contains(problem);
            return news
                ? status with { Packages = state with { Problems = [.. problems.TakeLast(KeptProblems - 1), problem] } }
                : status;
        });
        if (news)
        {
            records.Write($"packages: {problem}");
        }
    }
}
