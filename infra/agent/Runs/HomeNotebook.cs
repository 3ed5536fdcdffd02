using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>A notebook in home: what it is now is copied to the blob of the input, and that is what runs.</summary>
internal static class HomeNotebook
{
    /// <exception cref="RunFailedException">It is not there, or is not a file that can be a notebook.</exception>
    public static async Task<byte[]> TakeAsync(
        RunJob job, RunBlobs blobs, CancellationToken cancellationToken)
    {
        var path = PathOf(job);
        if (!FileKind.IsRegular(path))
        {
            throw Invalid($"Home has no file '{job.HomePath}'.");
        }

        var bytes = new FileInfo(path).Length;
        if (bytes > job.MaxNotebookBytes)
        {
            throw Invalid($"'{job.HomePath}' has {bytes} bytes; notebooks may have {job.MaxNotebookBytes}.");
        }

        try
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            await blobs.PutAsync(RunBlobs.Input, content, "application/x-ipynb+json", cancellationToken);
            return content;
        }
        catch (Exception exception) when (StorageFailure.Is(exception) || exception is UnauthorizedAccessException)
        {
            throw new RunFailedException(
                CauseCodes.StorageUnavailable,
                $"'{job.HomePath}' could not be copied from home: {StorageFailure.Describe(exception)}",
                exception);
        }
    }

    public static string PathOf(RunJob job) => Path.Combine(RunFolders.Home, job.HomePath!);

    /// <summary>Where it runs; null for the folder on local disk that runs have.</summary>
    public static string? FolderOf(RunJob job) => job switch
    {
        { HomePath: not null } => Path.GetDirectoryName(PathOf(job)),
        { HomeFolder: { } folder } => Path.Combine(RunFolders.Home, folder),
        _ => null,
    };

    private static RunFailedException Invalid(string message) => new(CauseCodes.InvalidNotebook, message);
}
