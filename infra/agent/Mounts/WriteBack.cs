using System.Collections.Concurrent;
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

    private readonly FileUpload _upload = new(container);
    private readonly MountFolder _folder = new(job.Path, time);

    /// <param name="quietOnly">Leaves files for the next time that are still being written.</param>
    /// <param name="cancellationToken">Ends it between two files; what has been stored is remembered.</param>
    /// <returns>What could not be stored, and why.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(bool quietOnly, CancellationToken cancellationToken)
    {
        ConcurrentQueue<string> problems = new();
        var plan = WriteBackPlan.Make(files, _folder.Find(files, quietOnly), selection);
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

        var stamp = FileStamp.Of(FileFacts.Of(content.SafeFileHandle)!.Value);
        var known = files.GetValueOrDefault(path);
        var hash = stamp.Size > MountContainer.SingleBytes || (known?.Hash is not null && known.Stamp.Size == stamp.Size)
            ? await FileUpload.HashAsync(content, cancellationToken)
            : null;
        if (hash is not null && known?.Hash is { } before && hash.AsSpan().SequenceEqual(before))
        {
            files[path] = known with { Stamp = stamp };
            return null;
        }

        var blob = known?.Blob ?? selection.BlobOf(path);
        var stored = await _upload.TryPutAsync(blob, content, stamp, hash, known?.Tag, cancellationToken) ??
            await KeepBesideAsync(path, content, stamp, hash, cancellationToken);
        if (stored is null)
        {
            return $"there are {MaxNames} versions of it already";
        }

        files[path] = stored;
        report.Set(job.Name, state => state with
        {
            WrittenFiles = state.WrittenFiles + 1,
            WrittenBytes = state.WrittenBytes + stamp.Size,
        });
        return null;
    }

    private async Task<MountedFile?> KeepBesideAsync(
        string path, FileStream content, FileStamp stamp, byte[]? hash, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= MaxNames; number++)
        {
            var name = ConflictName.Of(path, owner, number);
            if (await _upload.TryPutAsync(selection.BlobOf(name), content, stamp, hash, null, cancellationToken) is { } stored)
            {
                report.Conflict(job.Name, new(path, name));
                return stored;
            }
        }

        return null;
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
}
