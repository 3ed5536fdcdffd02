using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>The SDK's transport with a count, and with failures before or after the storage did its work.</summary>
internal sealed class StorageTransport : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport _inner = new();
    private int _count;
    private int _answered;

    public int Count => _count;

    /// <summary>No request is under way.</summary>
    public bool IsQuiet => Volatile.Read(ref _answered) == _count;

    /// <summary>What to do with a request; all pass when null.</summary>
    public Func<StorageFault>? Fault { get; set; }

    public void Dispose() => _inner.Dispose();

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => _inner.Process(message);

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Interlocked.Increment(ref _count);
        var fault = Fault?.Invoke() ?? StorageFault.None;
        if (fault == StorageFault.Unavailable)
        {
            throw new RequestFailedException(503, "Injected: busy.");
        }

        if (fault == StorageFault.Unreachable)
        {
            throw new RequestFailedException(0, "Injected: no connection.");
        }

        await _inner.ProcessAsync(message);
        Interlocked.Increment(ref _answered);
        if (fault == StorageFault.AnswerLost)
        {
            throw new RequestFailedException(0, "Injected: the answer was lost.");
        }
    }
}
