using System.Globalization;
using System.Text;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>
/// The folder in home with one file for each kept package: what is there is the record. Files come by renaming and are
/// never changed, so that sessions which share a home need no lock, and each removes only what it has known.
/// </summary>
internal sealed class PackageFolder(UserSite site, string folder, long maxBytes)
{
    private const string PartPrefix = ".part-";
    private const int ListTries = 5;

    /// <summary>What pip or a derived environment takes; written for people, and never read.</summary>
    public const string ListFile = "requirements.txt";

    private static readonly TimeSpan PartAge = TimeSpan.FromHours(1);

    public IReadOnlyList<KeptPackage> All() =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles()
            .Select(file => ArchiveName.Parse(file.Name) is { } name
                ? new KeptPackage(name, file.FullName, file.LastWriteTimeUtc, file.Length)
                : null)
            .OfType<KeptPackage>(),
    ];

    /// <summary>Why it is not kept, or null.</summary>
    public async Task<string?> AddAsync(DistributionName distribution, CancellationToken cancellationToken)
    {
        var known = All();
        var record = await File.ReadAllBytesAsync(InstalledFiles.PathOf(site, distribution), cancellationToken);
        var archive = ArchiveName.Of(distribution, record);
        var same = known.Where(package => package.Distribution.Key == distribution.Key).ToList();
        var part = Path.Combine(folder, $"{PartPrefix}{Guid.NewGuid():N}");
        try
        {
            var paths = InstalledFiles.Paths(Encoding.UTF8.GetString(record), distribution.Folder);
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                await PackageArchive.PackAsync(site, paths, file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            var total = new FileInfo(part).Length + known.Except(same).Sum(package => package.Bytes);
            if (total > maxBytes)
            {
                return TooLarge(distribution, total);
            }

            File.Move(part, Path.Combine(folder, archive.FileName), overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }

        Delete(same.Where(package => package.Archive != archive));
        return null;
    }

    /// <summary>Forgets it and what is older, but nothing that another session has kept since.</summary>
    public void Remove(DistributionName distribution)
    {
        var same = All().Where(package => package.Distribution.Key == distribution.Key).ToList();
        var own = same.Where(package => package.Distribution.Version == distribution.Version).ToList();
        if (own.Count > 0)
        {
            var last = own.Max(package => package.KeptOn);
            Delete(same.Where(package => package.KeptOn <= last));
        }
    }

    /// <summary>Another session may write it at the same time: whoever comes last has seen all.</summary>
    public async Task WriteListAsync(CancellationToken cancellationToken)
    {
        string? written = null;
        for (var tries = 0; tries < ListTries; tries++)
        {
            var list = string.Concat(KeptPackage.Newest(All()).Select(package => $"{package.Distribution}\n"));
            if (list == written)
            {
                return;
            }

            var part = Path.Combine(folder, $"{PartPrefix}{Guid.NewGuid():N}");
            await File.WriteAllTextAsync(part, list, cancellationToken);
            File.Move(part, Path.Combine(folder, ListFile), overwrite: true);
            written = list;
        }
    }

    /// <summary>What sessions have left that were ended while they wrote.</summary>
    public void Tidy(DateTimeOffset now) => Delete(
        new DirectoryInfo(folder).EnumerateFiles(PartPrefix + "*")
            .Where(file => now - file.LastWriteTimeUtc > PartAge)
            .Select(file => file.FullName));

    private string TooLarge(DistributionName distribution, long total) => string.Create(
        CultureInfo.InvariantCulture,
        $"{distribution} is not kept: with it the packages of this home would take {total / 1048576.0:0.#} MiB of {maxBytes / 1048576.0:0.#}. A derived environment can have it.");

    private static void Delete(IEnumerable<KeptPackage> packages) => Delete(packages.Select(package => package.Path));

    private static void Delete(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            File.Delete(file);
        }
    }
}
