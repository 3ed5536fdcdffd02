using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Local.Functions.Keys;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>The tables and the container of one task hub.</summary>
internal sealed class HubStorage
{
    /// <summary>After it a request has no effect any more.</summary>
    public static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(20);

    /// <param name="connection">A storage connection string.</param>
    /// <param name="transport">Null for the SDK's own.</param>
    /// <param name="time">Of the lease.</param>
    public HubStorage(
        string connection, HubNames names, HttpPipelineTransport? transport = null, TimeProvider? time = null)
    {
        Names = names;
        Fence = new LeaseFence(time ?? TimeProvider.System);
        var tables = new TableServiceClient(connection, Configure(new TableClientOptions(), transport, Fence));
        Instances = tables.GetTableClient(names.Instances);
        Active = tables.GetTableClient(names.Active);
        Timers = tables.GetTableClient(names.Timers);
        Container = new BlobContainerClient(
            connection, names.Container, Configure(new BlobClientOptions(), transport, Fence));
        LeaseContainer = new BlobContainerClient(
            connection, names.Container, Configure(new BlobClientOptions(), transport, fence: null));
        Secrets = new BlobContainerClient(connection, KeyNames.Container, Configure(new BlobClientOptions(), transport));
    }

    public HubNames Names { get; }

    public LeaseFence Fence { get; }

    public TableClient Instances { get; }

    public TableClient Active { get; }

    public TableClient Timers { get; }

    public BlobContainerClient Container { get; }

    /// <summary>The same container, outside of the fence.</summary>
    public BlobContainerClient LeaseContainer { get; }

    /// <summary>The keys of all apps on this storage; made when the first key is.</summary>
    public BlobContainerClient Secrets { get; }

    public Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Instances.CreateIfNotExistsAsync(cancellationToken),
        Active.CreateIfNotExistsAsync(cancellationToken),
        Timers.CreateIfNotExistsAsync(cancellationToken),
        Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    /// <summary>No retries inside the SDK: the engine has to know of each failure (see <see cref="StorageRetry"/>).</summary>
    public static T Configure<T>(T options, HttpPipelineTransport? transport, LeaseFence? fence = null)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = NetworkTimeout;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        if (fence is not null)
        {
            options.AddPolicy(fence, HttpPipelinePosition.PerRetry);
        }

        if (transport is not null)
        {
            options.Transport = transport;
        }

        return options;
    }
}
