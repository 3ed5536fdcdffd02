using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>A notebook in home, as it is now.</summary>
internal sealed class HomeNotebook(RunJob job) : INotebookSource
{
    public string Name => $"The notebook '{job.HomePath}' of home";

    public async Task<TakenNotebook> TakeAsync(CancellationToken cancellationToken)
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
            return new(await File.ReadAllBytesAsync(path, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunFailedException(
                CauseCodes.StorageUnavailable,
                $"'{job.HomePath}' could not be read from home: {StorageFailure.Describe(exception)}",
                exception);
        }
    }

    public static string PathOf(RunJob job) => Path.Combine(RunFolders.Home, job.HomePath!);

    private static RunFailedException Invalid(string message) => new(CauseCodes.InvalidNotebook, message);
}
