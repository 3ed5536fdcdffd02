using Azure.Core;
using Azure.Core.Pipeline;
using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>The SDK's transport with a count, with failures before or after the storage did its work, and with an end.</summary>
internal sealed class StorageTransport : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport _inner = new();
    private readonly WorkTracker _underway = new();
    private readonly TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private int _writes;
    private int _dieAt;
    private bool _dieAfter;

    public int Count => _count;

    /// <summary>Of those, what is not read and is not the lease.</summary>
    public int Writes => _writes;

    /// <summary>Completed when nothing passes any more.</summary>
    public Task Dead => _dead.Task;

    /// <summary>No request is under way.</summary>
    public bool IsQuiet => _underway.WhenIdleAsync().IsCompleted;

    /// <summary>What to do with a request; all pass when null.</summary>
    public Func<StorageFault>? Fault { get; set; }

    /// <summary>What a request waits for before it is sent; nothing when null.</summary>
    public Func<Request, Task>? Gate { get; set; }

    /// <summary>The last request that passes is the one before, or the one of that number itself; from then on all throw.</summary>
    public void DieAt(int operation, bool afterEffect) => (_dieAt, _dieAfter) = (operation, afterEffect);

    /// <summary>No request is on its way.</summary>
    public Task WhenQuietAsync() => _underway.WhenIdleAsync();

    public void Dispose() => _inner.Dispose();

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => _inner.Process(message);

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        using var entry = _underway.Enter();
        if (message.Request.Method != RequestMethod.Get
            && !message.Request.Uri.Path.EndsWith("/host", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _writes);
        }

        var last = Interlocked.Increment(ref _count) == _dieAt;
        if (_dead.Task.IsCompleted || (last && !_dieAfter))
        {
            _dead.TrySetResult();
            throw Gone();
        }

        var fault = Fault?.Invoke() ?? StorageFault.None;
        if (fault is StorageFault.ServerError or StorageFault.Busy or StorageFault.Conflict)
        {
            message.Response = new FaultResponse(fault switch
            {
                StorageFault.ServerError => 500,
                StorageFault.Busy => 503,
                _ => 409,
            });
            return;
        }

        Throw(fault, StorageFault.Unreachable, StorageFault.Timeout);
        await (Gate?.Invoke(message.Request) ?? Task.CompletedTask);
        await _inner.ProcessAsync(message);
        if (last)
        {
            _dead.TrySetResult();
            throw Gone();
        }

        Throw(fault, StorageFault.AnswerLost, StorageFault.AnswerLate);
    }

    private static void Throw(StorageFault fault, StorageFault broken, StorageFault late)
    {
        if (fault == broken)
        {
            throw new HttpRequestException("Injected: the connection was broken.");
        }

        if (fault == late)
        {
            throw new TaskCanceledException("Injected: no answer in time.");
        }
    }

    private static InvalidOperationException Gone() => new("Injected: this process has come to its end.");
}
