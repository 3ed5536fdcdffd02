using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>What is in the user's site at one moment.</summary>
/// <param name="Whole">Folders of packages that are there with their RECORD, and its size and time, which tell a new build.</param>
/// <param name="BeingReplaced">pip has set something aside, to put it back should the installation fail.</param>
internal sealed record InstalledPackages(IReadOnlyDictionary<string, FileFacts> Whole, bool BeingReplaced)
{
    public static InstalledPackages None { get; } = new(new Dictionary<string, FileFacts>(), BeingReplaced: false);

    /// <summary>
    /// Null when it cannot be told: who empties the local disk, and the site with it, has uninstalled nothing.
    /// </summary>
    public static InstalledPackages? Look(UserSite site)
    {
        try
        {
            return List(site);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool IsSameAs(InstalledPackages other) =>
        Whole.Count == other.Whole.Count &&
        Whole.All(pair => other.Whole.TryGetValue(pair.Key, out var facts) && facts == pair.Value);

    private static InstalledPackages List(UserSite site)
    {
        Dictionary<string, FileFacts> whole = [];
        var replaced = false;
        foreach (var path in Directory.EnumerateFileSystemEntries(site.Packages))
        {
            var name = Path.GetFileName(path);
            replaced |= name.StartsWith('~');
            if (DistributionName.OfFolder(name) is { } distribution &&
                FileFacts.Of(InstalledFiles.PathOf(site, distribution)) is { IsRegular: true } facts)
            {
                whole[name] = facts;
            }
        }

        return new(whole, replaced);
    }
}
