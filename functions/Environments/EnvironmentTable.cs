using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Environments;

/// <summary>The catalogue's table, and the container for what is known of curated images; made when the app starts.</summary>
public sealed class EnvironmentTable(TableServiceClient tables, BlobServiceClient blobs) : IHostedService
{
    public TableClient Client { get; } = tables.GetTableClient("Environments");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Client.CreateIfNotExistsAsync(cancellationToken);
        await blobs.GetBlobContainerClient(EnvironmentBlobs.Curated)
            .CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
