using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>Puts the parts of a function's scanner together.</summary>
/// <param name="connection">The host's own storage, where receipts are kept.</param>
/// <param name="transport">Null for the SDK's own.</param>
internal sealed class BlobScannerFactory(
    string connection,
    string hostId,
    BlobOptions options,
    BlobActivity activity,
    TimeProvider time,
    ILoggerFactory loggerFactory,
    HttpPipelineTransport? transport = null) : IDisposable
{
    private const string Hosts = "azure-webjobs-hosts";

    private readonly SemaphoreSlim _slots = new(options.MaxDegreeOfParallelism);

    public void Dispose() => _slots.Dispose();

    public BlobScanner Create(BlobFunction function, Func<FunctionDescriptor, InvocationState, Task> invoke)
    {
        var logger = loggerFactory.CreateLogger<BlobScanner>();
        var retry = new StorageRetry(time, loggerFactory.CreateLogger<StorageRetry>());
        var hosts = new BlobContainerClient(connection, Hosts, Blobs());
        var pattern = function.Pattern;
        var container = new BlobContainerClient(function.Connection, pattern.Container, Blobs());
        var queues = HubStorage.Configure(
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, transport);
        var handler = new BlobHandler(
            function,
            container,
            new BlobReceipts(hosts, hostId, function.Id, pattern.Container),
            new PoisonQueue(new QueueClient(function.Connection, PoisonQueue.Name, queues), function.Id, pattern.Container),
            new BlobInvocation(function, new BlobContainerClient(function.Connection, pattern.Container), invoke),
            options.PoisonBlobThreshold,
            retry,
            time,
            logger);
        return new BlobScanner(
            function,
            new BlobListing(container, pattern, time),
            new ScanMarks(hosts, hostId, function.Id, container.AccountName, pattern),
            handler,
            activity,
            _slots,
            retry,
            time,
            logger);
    }

    private BlobClientOptions Blobs() => HubStorage.Configure(new BlobClientOptions(), transport);
}
