using Azure.Storage.Blobs;
using CloudWorkspaces.Local.Functions.Hosting;
using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Local.Functions.Keys;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>All blob functions of the app.</summary>
internal sealed partial class BlobFunctions : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly Dictionary<string, BlobFunction> _functions;
    private readonly FunctionInvoker _invoker;
    private readonly BlobScannerFactory? _scanners;
    private readonly ILogger<BlobFunctions> _logger;
    private Task _running = Task.CompletedTask;

    public BlobFunctions(
        FunctionCatalog catalog,
        FunctionInvoker invoker,
        BlobActivity activity,
        BlobSettings settings,
        HostId hostId,
        IConfiguration configuration,
        TimeProvider time,
        ILoggerFactory loggerFactory)
    {
        (_invoker, _logger) = (invoker, loggerFactory.CreateLogger<BlobFunctions>());
        _functions = catalog.With<BlobTriggerAttribute>().ToDictionary(
            function => function.Name, function => BlobFunction.From(function, settings), StringComparer.OrdinalIgnoreCase);
        if (_functions.Values.Any(function => function.IsScanned))
        {
            var host = configuration.GetSection(HostOptionsFile.Section);
            _scanners = new BlobScannerFactory(
                settings.Connection(null),
                hostId.Value,
                BlobOptions.From(host),
                activity,
                time,
                loggerFactory);
        }
    }

    /// <summary>Begins to scan.</summary>
    public void Start()
    {
        foreach (var function in _functions.Values.Where(function => !function.IsScanned))
        {
            NotScanned(_logger, function.Function.Name);
        }

        _running = Task.WhenAll(
            [.. _functions.Values.Where(function => function.IsScanned).Select(function => Task.Run(() =>
                _scanners!.Create(function, InvokeAsync).RunAsync(_stop.Token, _abandon.Token)))]);
    }

    /// <summary>No more scans and no more attempts; what runs goes on.</summary>
    public void Drain() => _stop.Cancel();

    /// <summary>Waits for what runs, until <paramref name="cancellationToken"/>.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Drain();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abandon.CancelAsync();
    }

    /// <summary>Runs a function for one blob, as POST /admin/functions/{name} does; receipts play no part.</summary>
    /// <param name="blobPath">Such as <c>container/blob</c>.</param>
    /// <exception cref="ArgumentException">There is no such function or blob, or the function is not for it.</exception>
    public Task RunAsync(string functionName, string blobPath, CancellationToken cancellationToken)
    {
        var function = _functions.GetValueOrDefault(functionName)
            ?? throw new ArgumentException($"The app has no blob function '{functionName}'.");
        var container = new BlobContainerClient(function.Connection, function.Pattern.Container);
        return new BlobInvocation(function, container, InvokeAsync).RunAsync(blobPath, cancellationToken);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abandon.Dispose();
        _scanners?.Dispose();
    }

    private Task InvokeAsync(FunctionDescriptor function, InvocationState state) =>
        _invoker.InvokeAsync(function, state, CancellationToken.None);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Blob function {Name} has the source EventGrid, which there is none of here: it only runs when it is started by hand")]
    private static partial void NotScanned(ILogger logger, string name);
}
