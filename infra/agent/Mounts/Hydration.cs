using System.Collections.Concurrent;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>Fills a mount's folder before user code runs.</summary>
internal sealed class Hydration(
    MountJob job, MountContainer container, MountSelection selection, LocalUser user, MountReport report)
{
    public const int Parallel = 16;

    private readonly ConcurrentDictionary<string, MountedFile> _files = new(StringComparer.Ordinal);

    /// <returns>What is here now, by relative path.</returns>
    public async Task<ConcurrentDictionary<string, MountedFile>> RunAsync(CancellationToken cancellationToken)
    {
        var blobs = Choose(await container.ListAsync(cancellationToken));
        var bytes = blobs.Sum(blob => blob.Blob.Properties.ContentLength ?? 0);
        Check(blobs.Count, bytes);
        report.Set(job.Name, state => state with { State = MountState.Hydrating, Files = blobs.Count, Bytes = bytes });
        foreach (var folder in Folders(blobs.Select(blob => blob.Path)).Append("").Order(StringComparer.Ordinal))
        {
            Create(Path.Combine(job.Path, folder));
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(
            blobs, options, async (blob, cancel) => await FetchAsync(blob.Path, blob.Blob, cancel));
        return _files;
    }

    private List<(string Path, BlobItem Blob)> Choose(List<BlobItem> blobs)
    {
        var all = blobs.Select(blob => (Path: selection.PathOf(blob.Name), Blob: blob))
            .Where(blob => !IsFolder(blob.Blob) && selection.IsFetched(blob.Path))
            .ToList();
        var folders = Folders(all.Select(blob => blob.Path)).ToHashSet(StringComparer.Ordinal);
        List<(string Path, BlobItem Blob)> chosen = [];
        foreach (var (path, blob) in all)
        {
            var fault = folders.Contains(path) ? "it is a folder as well" : MountSelection.FileFault(path);
            if (fault is null)
            {
                chosen.Add((path, blob));
            }
            else
            {
                report.Problem(job.Name, $"'{path}' was not fetched: {fault}");
            }
        }

        return chosen;
    }

    /// <summary>Empty blobs that some tools keep in place of folders.</summary>
    private static bool IsFolder(BlobItem blob) => blob.Properties.ContentLength == 0 && blob.Name.EndsWith('/');

    private static IEnumerable<string> Folders(IEnumerable<string> paths) => paths
        .SelectMany(path => path.Select((letter, at) => (letter, at)).Where(one => one.letter == '/').Select(one => path[..one.at]))
        .Where(folder => MountSelection.FileFault(folder) is null)
        .Distinct(StringComparer.Ordinal);

    private void Check(int files, long bytes)
    {
        if (job.MaxBytes > 0 && bytes > job.MaxBytes)
        {
            throw MountFailure.Of(
                job, $"holds {files} files with {Mebibytes(bytes)} MiB, more than its cap of {Mebibytes(job.MaxBytes)} MiB.");
        }

        if (Directory.Exists(job.Path) && Directory.EnumerateFileSystemEntries(job.Path).Any())
        {
            throw MountFailure.Of(job, $"cannot be at {job.Path}: the folder is not empty in this image.");
        }

        Directory.CreateDirectory(job.Path);
        var free = new DriveInfo(job.Path).AvailableFreeSpace;
        if (bytes > free)
        {
            throw MountFailure.Of(job, $"needs {Mebibytes(bytes)} MiB, and the container's disk has {Mebibytes(free)} MiB left.");
        }
    }

    private static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture);

    private void Create(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!job.ReadOnly)
        {
            RunFolders.Give(folder, user);
        }
    }

    private async Task FetchAsync(string path, BlobItem blob, CancellationToken cancellationToken)
    {
        var local = Path.Combine(job.Path, path);
        var size = blob.Properties.ContentLength ?? 0;
        if (await container.FetchAsync(blob.Name, size, local, cancellationToken) is { } fetched)
        {
            File.SetLastWriteTimeUtc(local, (blob.Properties.LastModified ?? DateTimeOffset.UnixEpoch).UtcDateTime);
            if (!job.ReadOnly)
            {
                RunFolders.Give(local, user);
            }

            _files[path] = new() { Stamp = FileStamp.TryRead(local)!, Blob = blob.Name, Tag = fetched.Tag, Hash = fetched.Hash };
        }

        report.Set(job.Name, state => state with
        {
            FetchedFiles = state.FetchedFiles + 1,
            FetchedBytes = state.FetchedBytes + size,
        });
    }
}
