using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using CloudWorkspaces.Local.Functions.Blobs;
using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>A container and what scans it, without a host, on a transport that counts and fails as it is told.</summary>
internal sealed class BlobRig : IAsyncDisposable
{
    private readonly string _connection;
    private readonly Func<string, Task> _function;
    private readonly TimeProvider _time;
    private readonly string _name = $"t{Guid.NewGuid():N}";
    private CancellationTokenSource _stop = new();
    private CancellationTokenSource _abandon = new();
    private Task _running = Task.CompletedTask;

    private BlobRig(string connection, Func<string, Task> function, TimeProvider time)
    {
        (_connection, _function, _time) = (connection, function, time);
        Activity = new BlobActivity(time);
        Container = new BlobContainerClient(connection, _name);
    }

    public BlobContainerClient Container { get; }

    /// <summary>The host's, of all tests.</summary>
    public BlobContainerClient Hosts => new(_connection, "azure-webjobs-hosts");

    public StorageTransport Transport { get; } = new();

    public BlobActivity Activity { get; private set; }

    public BlobOptions Options { get; init; } = new();

    /// <summary>Names of blobs in the order of the attempts.</summary>
    public ConcurrentQueue<string> Attempts { get; } = new();

    public static async Task<BlobRig> NewAsync(
        Func<string, Task>? function = null, BlobOptions? options = null, TimeProvider? time = null)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var rig = new BlobRig(
            azurite.ConnectionString, function ?? (_ => Task.CompletedTask), time ?? TimeProvider.System)
        {
            Options = options ?? new(),
        };
        await rig.Container.CreateAsync();
        return rig;
    }

    public static async Task<BlobRig> StartAsync(Func<string, Task>? function = null, BlobOptions? options = null)
    {
        var rig = await NewAsync(function, options);
        rig.Start();
        return rig;
    }

    /// <summary>A host of the same id as before.</summary>
    public void Start()
    {
        (_stop, _abandon) = (new(), new());
        Activity = new BlobActivity(_time);
        var factory = new BlobScannerFactory(
            _connection, _name, Options, Activity, _time, NullLoggerFactory.Instance, Transport);
        var method = typeof(BlobRig).GetMethod(nameof(OnBlob))!;
        var parameter = method.GetParameters()[0];
        var descriptor = new FunctionDescriptor(
            nameof(OnBlob), nameof(OnBlob), typeof(BlobRig), method, parameter, new BlobTriggerAttribute(""));
        var function = new BlobFunction(descriptor, BlobPattern.Parse(_name), _connection);
        _running = factory.Create(function, InvokeAsync).RunAsync(_stop.Token, _abandon.Token);
    }

    /// <summary>As SIGTERM: what runs may end.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <summary>As a crash: nothing is written any more.</summary>
    public void Drop()
    {
        _abandon.Cancel();
        _stop.Cancel();
    }

    public Task PutAsync(string name, string content = "content") =>
        Container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);

    public Task UntilAsync(Func<bool> condition, string what, int seconds = 60) =>
        Eventually.TrueAsync(condition, TimeSpan.FromSeconds(seconds), $"{what}; {Attempts.Count} attempts");

    /// <summary>Waits until as many receipts are complete, and no others are there.</summary>
    public Task UntilCompletedAsync(int count) => Eventually.TrueAsync(
        async () => await ReceiptsAsync() is var receipts
            && receipts.Count == count && receipts.All(receipt => receipt.IsCompleted),
        TimeSpan.FromSeconds(60),
        $"{count} receipts are complete");

    public async Task<List<BlobReceipt>> ReceiptsAsync()
    {
        var receipts = new List<BlobReceipt>();
        if (!await Hosts.ExistsAsync())
        {
            return receipts;
        }

        await foreach (var blob in Hosts.GetBlobsAsync(
            Azure.Storage.Blobs.Models.BlobTraits.Metadata,
            Azure.Storage.Blobs.Models.BlobStates.None,
            $"blobreceipts/{_name}/Host.Functions.{nameof(OnBlob)}/",
            CancellationToken.None))
        {
            receipts.Add(BlobReceipt.From(blob.Metadata));
        }

        return receipts;
    }

    /// <summary>The container's messages in the queue that all tests share.</summary>
    public async Task<List<JsonElement>> PoisonAsync()
    {
        var queue = new QueueClient(
            _connection, PoisonQueue.Name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        var messages = (await queue.PeekMessagesAsync(32)).Value.Select(message => message.Body.ToObjectFromJson<JsonElement>());
        return [.. messages.Where(message => message.GetProperty("ContainerName").GetString() == _name)];
    }

    public async ValueTask DisposeAsync()
    {
        Transport.Fault = null;
        Drop();
        await Task.WhenAny(_running, Task.Delay(TimeSpan.FromSeconds(1)));
    }

    public static void OnBlob(string blob) => ArgumentNullException.ThrowIfNull(blob);

    private Task InvokeAsync(FunctionDescriptor function, InvocationState state)
    {
        var blob = (BlobTriggerData)state.Trigger!;
        Attempts.Enqueue(blob.Name);
        return _function(blob.Name);
    }
}
