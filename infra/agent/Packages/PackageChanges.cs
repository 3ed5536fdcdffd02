namespace CloudWorkspaces.Agent.Packages;

/// <summary>What home is to learn: folders of packages that came, and of those that went.</summary>
internal sealed record PackageChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    /// <summary>pip was killed and what it had set aside stays: after so long nothing is being replaced any more.</summary>
    private static readonly TimeSpan LongestReplacement = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestQuiet = TimeSpan.FromSeconds(1);

    public bool Any => Added.Count + Removed.Count > 0;

    /// <param name="kept">What home knows of this session.</param>
    /// <param name="now">What there is.</param>
    /// <param name="quiet">How long that has not changed. A package that is being replaced is gone for a moment.</param>
    public static PackageChanges Between(InstalledPackages kept, InstalledPackages now, TimeSpan quiet)
    {
        var settled = quiet > (now.BeingReplaced ? LongestReplacement : ShortestQuiet);
        return new(
            [.. now.Whole.Where(pair => !kept.Whole.TryGetValue(pair.Key, out var facts) || facts != pair.Value)
                .Select(pair => pair.Key)
                .Order(StringComparer.Ordinal)],
            settled ? [.. kept.Whole.Keys.Except(now.Whole.Keys).Order(StringComparer.Ordinal)] : []);
    }

    /// <summary>Nothing changes any more; but what was being replaced when pip was killed is not uninstalled.</summary>
    public static PackageChanges AtEnd(InstalledPackages kept, InstalledPackages now) =>
        Between(kept, now, LongestReplacement);

    /// <summary>What home knows once it has learnt this, but for what is to be tried again.</summary>
    public InstalledPackages Apply(InstalledPackages kept, InstalledPackages now, IReadOnlyList<string> again) => new(
        kept.Whole.ExceptBy(Added.Concat(Removed), pair => pair.Key)
            .Concat(now.Whole.IntersectBy(Added.Except(again), pair => pair.Key))
            .ToDictionary(),
        BeingReplaced: false);
}
