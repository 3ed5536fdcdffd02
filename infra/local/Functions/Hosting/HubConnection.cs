using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Hosting;

/// <summary>The app's task hub; null when it has neither orchestrators nor AzureWebJobsStorage.</summary>
internal sealed class HubConnection : IDisposable
{
    private const string Setting = "AzureWebJobsStorage";

    public HubConnection(
        IConfiguration configuration,
        FunctionCatalog catalog,
        ITaskExecutor executor,
        DataConverter converter,
        TimeProvider time,
        ILoggerFactory loggerFactory)
    {
        var connection = configuration[Setting];
        if (string.IsNullOrEmpty(connection))
        {
            if (catalog.IsDurable)
            {
                throw new InvalidOperationException($"The app has orchestrators, which need the setting {Setting}.");
            }

            return;
        }

        var options = DurableOptions.From(configuration.GetSection(HostOptionsFile.Section));
        var storage = new HubStorage(connection, new HubNames(options.HubName), time: time);
        var retry = new StorageRetry(time, loggerFactory.CreateLogger<StorageRetry>());
        Hub = new Parts(
            storage,
            retry,
            new HubLease(storage, retry, time, loggerFactory.CreateLogger<HubLease>()),
            new DurableEngine(storage, retry, executor, converter, options, time, loggerFactory));
    }

    public Parts? Hub { get; }

    public void Dispose() => Hub?.Engine.Dispose();

    internal sealed record Parts(HubStorage Storage, StorageRetry Retry, HubLease Lease, DurableEngine Engine);
}
