using Azure.Storage;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>What the notebook wrote below its outputs folder, on its way to the blobs below outputs/.</summary>
internal static class OutputFiles
{
    private const int Parallel = 8;

    /// <summary>Files by blob name. Links could lead to what the user may not read, and reading a pipe would never end.</summary>
    public static IReadOnlyDictionary<string, string> Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new Dictionary<string, string>();
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };
        return Directory.EnumerateFiles(folder, "*", options)
            .Where(FileKind.IsRegular)
            .ToDictionary(path => RunBlobs.OutputsFolder + Path.GetRelativePath(folder, path));
    }

    public static async Task UploadAsync(RunBlobs blobs, string folder, CancellationToken cancellationToken)
    {
        var files = Find(folder);
        if (files.Count == 0)
        {
            return;
        }

        await blobs.Access.PrepareAsync(files.Keys, cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(
            files, options, async (file, cancel) => await UploadAsync(blobs, file.Key, file.Value, cancel));
    }

    private static async Task UploadAsync(RunBlobs blobs, string name, string path, CancellationToken cancellationToken)
    {
        var blob = await blobs.GetAsync(name, cancellationToken);
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = ContentTypes.Of(path) },
            TransferOptions = new StorageTransferOptions
            {
                InitialTransferSize = 8 * 1024 * 1024,
                MaximumTransferSize = 8 * 1024 * 1024,
                MaximumConcurrency = 4,
            },
        };
        await blob.UploadAsync(path, options, cancellationToken);
    }
}
