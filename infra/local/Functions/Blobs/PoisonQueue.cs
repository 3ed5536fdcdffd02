using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>Where blobs end that no attempt could handle: the official queue of the blob's account.</summary>
internal sealed class PoisonQueue(QueueClient queue, string functionId, string container)
{
    public const string Name = "webjobs-blobtrigger-poison";

    public async Task SendAsync(BlobVersion version, BlobType type, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Serialize(new
        {
            Type = "BlobTrigger",
            FunctionId = functionId,
            BlobType = $"{type}Blob",
            ContainerName = container,
            BlobName = version.Name,
            version.ETag,
        });
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await queue.SendMessageAsync(message, cancellationToken);
    }
}
