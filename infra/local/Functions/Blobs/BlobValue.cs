using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>A blob as a parameter: a client, its content, or what its JSON holds.</summary>
internal static class BlobValue
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNameCaseInsensitive = true };

    private static readonly Dictionary<Type, Func<BlobContainerClient, string, object>> s_clients = new()
    {
        [typeof(BlobClient)] = (container, blob) => container.GetBlobClient(blob),
        [typeof(BlobBaseClient)] = (container, blob) => container.GetBlobBaseClient(blob),
        [typeof(BlockBlobClient)] = (container, blob) => container.GetBlockBlobClient(blob),
        [typeof(AppendBlobClient)] = (container, blob) => container.GetAppendBlobClient(blob),
        [typeof(PageBlobClient)] = (container, blob) => container.GetPageBlobClient(blob),
    };

    /// <summary>False for what is neither a client, nor content, nor a class that JSON could fill.</summary>
    public static bool IsPossible(Type type) =>
        s_clients.ContainsKey(type)
        || type == typeof(Stream)
        || (!type.IsByRef && !type.IsPointer && !type.IsAbstract
            && !typeof(Stream).IsAssignableFrom(type)
            && !typeof(Delegate).IsAssignableFrom(type)
            && type.Namespace?.StartsWith("Azure.", StringComparison.Ordinal) is not true);

    /// <exception cref="InvalidOperationException">The content is not the type's JSON.</exception>
    public static async ValueTask<object?> ReadAsync(
        BlobContainerClient container, string name, Type type, CancellationToken cancellationToken)
    {
        if (s_clients.TryGetValue(type, out var client))
        {
            return client(container, name);
        }

        var blob = container.GetBlobClient(name);
        if (type == typeof(Stream))
        {
            return await blob.OpenReadAsync(cancellationToken: cancellationToken);
        }

        var content = (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
        return type == typeof(string) ? content.ToString()
            : type == typeof(byte[]) ? content.ToArray()
            : type == typeof(BinaryData) ? content
            : FromJson(content, type, name);
    }

    private static object? FromJson(BinaryData content, Type type, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(content.ToMemory().Span, type, s_json);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"Blob {name} does not hold JSON for {type.Name}; bind a string to get it as it is.", exception);
        }
    }
}
