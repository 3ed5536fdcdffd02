using System.Text.Json;
using Azure.Storage.Blobs;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Batches;

/// <summary>The blobs of batches, beside those of the workspace's runs: <c>batches/{id}/…</c>.</summary>
public sealed class BatchSources(BlobServiceClient blobs)
{
    internal async Task WriteAsync(
        BatchReference batch, BatchSource source, ReadOnlyMemory<byte> notebook, CancellationToken cancellationToken)
    {
        await Blob(batch, RunBlobs.Input).UploadAsync(BinaryData.FromBytes(notebook), overwrite: true, cancellationToken);
        var json = JsonSerializer.SerializeToUtf8Bytes(source, JsonSerializerOptions.Web);
        await Blob(batch, "source.json").UploadAsync(BinaryData.FromBytes(json), overwrite: true, cancellationToken);
    }

    internal async Task<(BatchSource Source, ReadOnlyMemory<byte> Notebook)> ReadAsync(
        BatchReference batch, CancellationToken cancellationToken)
    {
        var notebook = Blob(batch, RunBlobs.Input).DownloadContentAsync(cancellationToken);
        var source = await Blob(batch, "source.json").DownloadContentAsync(cancellationToken);
        return (source.Value.Content.ToObjectFromJson<BatchSource>(JsonSerializerOptions.Web)!, (await notebook).Value.Content.ToMemory());
    }

    private BlobClient Blob(BatchReference batch, string name) =>
        blobs.GetBlobContainerClient(RunBlobs.Container(batch.Workspace)).GetBlobClient($"batches/{batch.BatchId}/{name}");
}
