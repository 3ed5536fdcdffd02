using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Texts in a row's property, or in a blob when they are over 64 KiB of UTF-8.</summary>
internal sealed class PayloadStore(BlobContainerClient container)
{
    public const int InlineLimit = 64 * 1024;

    private const string BlobSuffix = "Blob";
    private const string Folder = "payloads/";

    /// <summary>Sets the property and its blob's name.</summary>
    /// <param name="write">Names the write: repeated, it has the blob of the first time, and no other write has it.</param>
    public async ValueTask PutAsync(
        TableEntity row, string property, string? text, string write, CancellationToken cancellationToken)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= InlineLimit)
        {
            row[property] = bytes;
            row[property + BlobSuffix] = "";
            return;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{write}\n{row.RowKey}\n{property}"));
        var name = $"{Prefix(row.PartitionKey)}{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
        await container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), overwrite: true, cancellationToken);
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

    /// <summary>The blobs that a row names, by property; an empty name for a text that is in the row.</summary>
    public static IEnumerable<(string Property, string Name)> Named(TableEntity row) => row
        .Where(property => property.Key.EndsWith(BlobSuffix, StringComparison.Ordinal) && property.Value is string)
        .Select(property => (property.Key, (string)property.Value));

    /// <summary>Names by partition: of one partition, or of all when it is null.</summary>
    public async Task<ILookup<string, string>> ListAsync(string? partitionKey, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var prefix = partitionKey is null ? Folder : Prefix(partitionKey);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            names.Add(blob.Name);
        }

        return names.ToLookup(name => name[Folder.Length..name.LastIndexOf('/')], StringComparer.Ordinal);
    }

    public async Task DeleteAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken);
        }
    }

    private static string Prefix(string partitionKey) => $"{Folder}{partitionKey}/";
}
