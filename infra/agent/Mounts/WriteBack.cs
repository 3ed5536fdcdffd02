using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>
/// Stores what has changed, each file only where its blob is as it was fetched or last stored. A blob that others have
/// changed meanwhile stays, and the file is stored beside it under a name of its own.
/// </summary>
internal sealed class WriteBack(
    MountJob job,
    MountContainer container,
    MountSelection selection,
    ConcurrentDictionary<string, MountedFile> files,
    string owner,
    MountReport report,
    TimeProvider time)
{
    private const int MaxNames = 100;

    /// <summary>A file that has changed since then is probably still being written.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public static FileStamp? StampOf(string path) =>
        FileFacts.Of(path) is { IsRegular: true } facts ? Stamp(facts) : null;

    /// <param name="quietOnly">Leaves files for the next time that are still being written.</param>
    /// <param name="cancellationToken">Ends it between two files; what has been stored is remembered.</param>
    /// <returns>What could not be stored, and why.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(bool quietOnly, CancellationToken cancellationToken)
    {
        ConcurrentQueue<string> problems = new();
        var plan = WriteBackPlan.Make(files, Find(quietOnly), selection);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Hydration.Parallel,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(plan.Changed, options, (path, cancel) => TryAsync(path, StoreAsync, problems, cancel));
        if (job.Deletes)
        {
            await Parallel.ForEachAsync(plan.Deleted, options, (path, cancel) => TryAsync(path, DeleteAsync, problems, cancel));
        }

        return problems;
    }

    private Dictionary<string, FileStamp> Find(bool quietOnly)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };
        var latest = (time.GetUtcNow() - Quiet - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        Dictionary<string, FileStamp> found = new(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(job.Path, "*", options))
        {
            var path = Path.GetRelativePath(job.Path, file);
            if (StampOf(file) is { } stamp)
            {
                // One that is left for the next time must not look deleted.
                found[path] = quietOnly && stamp.ModifiedOn > latest ? files.GetValueOrDefault(path)?.Stamp ?? Unknown : stamp;
            }
        }

        return found.Where(file => file.Value != Unknown).ToDictionary();
    }

    private static readonly FileStamp Unknown = new(-1, 0, 0);

    private static FileStamp Stamp(FileFacts facts) => new(facts.Size, facts.ModifiedOn, facts.ChangedOn);

    private static async ValueTask TryAsync(
        string path,
        Func<string, CancellationToken, Task<string?>> act,
        ConcurrentQueue<string> problems,
        CancellationToken cancellationToken)
    {
        string? problem;
        try
        {
            problem = await act(path, cancellationToken);
        }
        catch (Exception exception) when (
            (StorageFailure.Is(exception) || exception is UnauthorizedAccessException) &&
            !cancellationToken.IsCancellationRequested)
        {
            problem = StorageFailure.Describe(exception);
        }

        if (problem is not null)
        {
            problems.Enqueue($"'{path}': {problem}");
        }
    }

    private async Task<string?> StoreAsync(string path, CancellationToken cancellationToken)
    {
        if (selection.BlobFault(path) is { } fault)
        {
            return fault;
        }

        await using var content = OwnFile.TryOpen(Path.Combine(job.Path, path));
        if (content is null)
        {
            // It has gone, or is no file any more.
            return null;
        }

        var stamp = Stamp(FileFacts.Of(content.SafeFileHandle)!.Value);
        var known = files.GetValueOrDefault(path);
        var hash = stamp.Size > MountContainer.SingleBytes || (known?.Hash is not null && known.Stamp.Size == stamp.Size)
            ? await HashAsync(content, cancellationToken)
            : null;
        if (hash is not null && known?.Hash is { } before && hash.AsSpan().SequenceEqual(before))
        {
            files[path] = known with { Stamp = stamp };
            return null;
        }

        var blob = known?.Blob ?? selection.BlobOf(path);
        var stored = await PutAsync(blob, content, hash, known?.Tag, cancellationToken) ??
            await KeepBesideAsync(path, content, hash, cancellationToken);
        if (stored is null)
        {
            return $"there are {MaxNames} versions of it already";
        }

        files[path] = stored with { Stamp = stamp };
        report.Set(job.Name, state => state with
        {
            WrittenFiles = state.WrittenFiles + 1,
            WrittenBytes = state.WrittenBytes + stamp.Size,
        });
        return null;
    }

    private async Task<MountedFile?> KeepBesideAsync(
        string path, FileStream content, byte[]? hash, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= MaxNames; number++)
        {
            var name = ConflictName.Of(path, owner, number);
            if (await PutAsync(selection.BlobOf(name), content, hash, null, cancellationToken) is { } stored)
            {
                report.Conflict(job.Name, new(path, name));
                return stored;
            }
        }

        return null;
    }

    /// <summary>Null when the blob is another than expected, with another content.</summary>
    private async Task<MountedFile?> PutAsync(
        string blob, FileStream content, byte[]? hash, ETag? tag, CancellationToken cancellationToken)
    {
        if (await container.TryPutAsync(blob, content, hash, tag, cancellationToken) is { } put)
        {
            return new() { Stamp = Unknown, Blob = blob, Tag = put.ETag, Hash = put.ContentHash ?? hash };
        }

        // The answer to an earlier try may have been lost, or others have come to the same content.
        var found = await container.FindAsync(blob, cancellationToken);
        if (found?.ContentHash is not { } theirs || found.ContentLength != content.Length)
        {
            return null;
        }

        var ours = hash ?? await HashAsync(content, cancellationToken);
        return ours.AsSpan().SequenceEqual(theirs)
            ? new() { Stamp = Unknown, Blob = blob, Tag = found.ETag, Hash = theirs }
            : null;
    }

    private async Task<string?> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        if (await container.TryDeleteAsync(files[path].Blob, files[path].Tag, cancellationToken))
        {
            report.Set(job.Name, state => state with { DeletedFiles = state.DeletedFiles + 1 });
        }
        else
        {
            report.Conflict(job.Name, new(path, null));
        }

        files.TryRemove(path, out _);
        return null;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It is what storage compares by.")]
    private static async Task<byte[]> HashAsync(FileStream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        return await MD5.HashDataAsync(content, cancellationToken);
    }
}
