using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Texts in a row's property, or in a blob when they are over 64 KiB of UTF-8.</summary>
internal sealed class PayloadStore(BlobContainerClient container)
{
    public const int InlineLimit = 64 * 1024;

    private const string BlobSuffix = "Blob";

    /// <summary>Sets the property and its blob's name; each write of a text has a blob of its own.</summary>
    public async ValueTask PutAsync(
        TableEntity row, string property, string? text, CancellationToken cancellationToken)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= InlineLimit)
        {
            row[property] = bytes;
            row[property + BlobSuffix] = "";
            return;
        }

        var name = $"{Prefix(row.PartitionKey)}{Guid.NewGuid():N}";
        await container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), cancellationToken);
        row[property] = Array.Empty<byte>();
        row[property + BlobSuffix] = name;
    }

    public async ValueTask<string?> GetAsync(TableEntity row, string property, CancellationToken cancellationToken)
    {
        if (row.GetString(property + BlobSuffix) is { Length: > 0 } name)
        {
            var content = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToString();
        }

        return row.GetBinary(property) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;
    }

    /// <summary>Columns that <see cref="GetAsync"/> reads.</summary>
    public static string[] Columns(string property) => [property, property + BlobSuffix];

    public async Task DeleteAllAsync(string partitionKey, CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(
            Azure.Storage.Blobs.Models.BlobTraits.None,
            Azure.Storage.Blobs.Models.BlobStates.None,
            Prefix(partitionKey),
            cancellationToken))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private static string Prefix(string partitionKey) => $"payloads/{partitionKey}/";
}
