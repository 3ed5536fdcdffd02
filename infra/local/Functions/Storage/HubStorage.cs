using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Local.Functions.Keys;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>The tables and the container of one task hub.</summary>
internal sealed class HubStorage
{
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(20);

    /// <param name="connection">A storage connection string.</param>
    /// <param name="transport">Null for the SDK's own.</param>
    public HubStorage(string connection, HubNames names, HttpPipelineTransport? transport = null)
    {
        Names = names;
        var tables = new TableServiceClient(connection, Configure(new TableClientOptions(), transport));
        Instances = tables.GetTableClient(names.Instances);
        Active = tables.GetTableClient(names.Active);
        Timers = tables.GetTableClient(names.Timers);
        Container = new BlobContainerClient(connection, names.Container, Configure(new BlobClientOptions(), transport));
        Secrets = new BlobContainerClient(connection, KeyNames.Container, Configure(new BlobClientOptions(), transport));
    }

    public HubNames Names { get; }

    public TableClient Instances { get; }

    public TableClient Active { get; }

    public TableClient Timers { get; }

    public BlobContainerClient Container { get; }

    /// <summary>The keys of all apps on this storage; made when the first key is.</summary>
    public BlobContainerClient Secrets { get; }

    public Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Instances.CreateIfNotExistsAsync(cancellationToken),
        Active.CreateIfNotExistsAsync(cancellationToken),
        Timers.CreateIfNotExistsAsync(cancellationToken),
        Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    /// <summary>No retries inside the SDK: the engine has to know of each failure (see <see cref="StorageRetry"/>).</summary>
    private static T Configure<T>(T options, HttpPipelineTransport? transport)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = NetworkTimeout;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        if (transport is not null)
        {
            options.Transport = transport;
        }

        return options;
    }
}
