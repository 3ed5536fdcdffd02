using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>
/// The schemas of parameters that are known, by notebook, image and kernel: blobs beside the workspace's runs, written by the
/// containers that inferred them.
/// </summary>
public sealed class NotebookSchemas(RunBlobStore blobs)
{
    /// <summary>Of the blob, as the agent knows it.</summary>
    public const string Blob = "schema.json";

    private const int MaxBytes = 1_000_000;

    /// <summary>Changes when what is inferred does.</summary>
    private const string Version = "1";

    /// <param name="notebook">Its content.</param>
    /// <param name="image">By digest.</param>
    /// <param name="kernel">Null for the notebook's own.</param>
    /// <returns>The folder in the workspace's runs container.</returns>
    internal static string Folder(ReadOnlyMemory<byte> notebook, string image, string? kernel) =>
        Folder(Convert.ToHexStringLower(SHA256.HashData(notebook.Span)), image, kernel);

    internal static string Folder(string notebook, string image, string? kernel)
    {
        var key = $"{Version}\n{notebook}\n{image}\n{kernel}";
        return $"schemas/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..40]}";
    }

    /// <summary>Null while it is not known.</summary>
    internal async Task<ParameterSchema?> FindAsync(string workspace, string folder, CancellationToken cancellationToken)
    {
        var blob = blobs.Container(workspace).GetBlobClient($"{folder}/{Blob}");
        try
        {
            using BlobDownloadStreamingResult download = await blob.DownloadStreamingAsync(cancellationToken: cancellationToken);
            if (download.Details.ContentLength > MaxBytes)
            {
                return null;
            }

            using MemoryStream content = new();
            await download.Content.CopyToAsync(content, cancellationToken);
            return ParameterSchema.Parse(content.ToArray());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    internal Task PutNotebookAsync(
        string workspace, string folder, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        blobs.Container(workspace).GetBlobClient($"{folder}/{RunBlobs.Input}")
            .UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken);

    internal Task RemoveAsync(string workspace, string folder, string name, CancellationToken cancellationToken) =>
        blobs.Container(workspace).GetBlobClient($"{folder}/{name}").DeleteIfExistsAsync(cancellationToken: cancellationToken);
}
