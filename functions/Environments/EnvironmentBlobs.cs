using Azure;
using Azure.Storage.Blobs;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Environments;

/// <summary>
/// What is too large for the table. It lies beside the workspace's runs, and so goes with the workspace and is out of
/// reach of its files API.
/// </summary>
public sealed class EnvironmentBlobs(BlobServiceClient blobs)
{
    public const string Curated = "environments";
    public const string Log = "log.txt";
    public const string Context = "context.tar.gz";

    public static string Container(EnvironmentKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Workspace is null ? Curated : RunBlobs.Container(key.Workspace);
    }

    public static string Path(EnvironmentKey key, string name)
    {
        ArgumentNullException.ThrowIfNull(key);
        return $"environments/{key.Name}/{key.Version}/{name}";
    }

    /// <summary>Of each attempt its own, so that a late container of an earlier one is not heard.</summary>
    public static string Report(int attempt) => $"report-{attempt}.json";

    public BlobClient Blob(EnvironmentKey key, string name) =>
        blobs.GetBlobContainerClient(Container(key)).GetBlobClient(Path(key, name));

    public Task WriteAsync(EnvironmentKey key, string name, BinaryData content, CancellationToken cancellationToken) =>
        Blob(key, name).UploadAsync(content, overwrite: true, cancellationToken);

    /// <summary>Null when there is none.</summary>
    public async Task<BinaryData?> ReadAsync(EnvironmentKey key, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await Blob(key, name).DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
