using System.Formats.Tar;
using System.IO.Compression;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>
/// A package as it is installed, in one file: its scripts and compiled files too, with their times and modes, so that
/// nothing is asked of an index or built again. It is read and written as the user.
/// </summary>
internal static class PackageArchive
{
    private const string SiteFolder = "site/";
    private const string BaseFolder = "base/";

    /// <summary>Writes what <paramref name="paths"/> name below the site; what has gone or lies outside the base is left out.</summary>
    public static async Task PackAsync(
        UserSite site, IEnumerable<string> paths, Stream target, CancellationToken cancellationToken)
    {
        await using var zip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(zip);
        foreach (var path in paths)
        {
            var file = new FileInfo(Path.GetFullPath(path, site.Packages));
            if (file is not { Exists: true, LinkTarget: null } || EntryName(site, file.FullName) is not { } name)
            {
                continue;
            }

            await using var data = file.OpenRead();
            var entry = new PaxTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = data,
                Mode = file.UnixFileMode,
                ModificationTime = file.LastWriteTimeUtc,
            };
            await tar.WriteEntryAsync(entry, cancellationToken);
        }
    }

    /// <summary>Puts everything in place, or nothing.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or not an archive of this kind.</exception>
    public static async Task UnpackAsync(
        UserSite site, ArchiveName archive, Stream source, CancellationToken cancellationToken)
    {
        List<string> written = [];
        try
        {
            await using var zip = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
            await using var tar = new TarReader(zip);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                var path = PathOf(site, entry);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                written.Add(path);
                await entry.ExtractToFileAsync(path, overwrite: true, cancellationToken);
            }

            // To the checksum behind the tar's own end.
            await zip.CopyToAsync(Stream.Null, cancellationToken);
            var record = InstalledFiles.PathOf(site, archive.Distribution);
            if (written.LastOrDefault() != record ||
                ArchiveName.Of(archive.Distribution, await File.ReadAllBytesAsync(record, cancellationToken)) != archive)
            {
                throw new InvalidDataException("it is not whole.");
            }
        }
        catch
        {
            written.ForEach(File.Delete);
            throw;
        }
    }

    private static string? EntryName(UserSite site, string path) =>
        Below(site.Packages, path) is { } inSite ? SiteFolder + inSite :
        Below(site.Base, path) is { } inBase ? BaseFolder + inBase : null;

    private static string? Below(string folder, string path) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) ? path[(folder.Length + 1)..] : null;

    private static string PathOf(UserSite site, TarEntry entry)
    {
        var (folder, rest) = entry.Name switch
        {
            var name when Below(SiteFolder.TrimEnd('/'), name) is { } inSite => (site.Packages, inSite),
            var name when Below(BaseFolder.TrimEnd('/'), name) is { } inBase => (site.Base, inBase),
            _ => ("", ""),
        };
        var path = Path.GetFullPath(Path.Combine(folder, rest), "/");
        return entry.EntryType is TarEntryType.RegularFile && folder.Length > 0 && Below(folder, path) is not null
            ? path
            : throw new InvalidDataException($"it contains '{entry.Name}', which does not belong there.");
    }
}
