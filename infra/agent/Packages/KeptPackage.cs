namespace CloudWorkspaces.Agent.Packages;

/// <summary>The file of a package in home.</summary>
internal sealed record KeptPackage(ArchiveName Archive, string Path, DateTimeOffset KeptOn, long Bytes)
{
    public DistributionName Distribution => Archive.Distribution;

    /// <summary>
    /// One of each name, in order of names. Sessions that kept versions of the same package at the same time leave more
    /// than one: then the last one counts.
    /// </summary>
    public static IReadOnlyList<KeptPackage> Newest(IEnumerable<KeptPackage> packages) =>
    [
        .. packages
            .GroupBy(package => package.Distribution.Key)
            .Select(same => same.OrderBy(package => package.KeptOn).ThenBy(package => package.Archive.FileName, StringComparer.Ordinal).Last())
            .OrderBy(package => package.Distribution.Key, StringComparer.Ordinal),
    ];
}
