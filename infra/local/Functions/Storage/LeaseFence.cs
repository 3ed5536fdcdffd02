using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Lets no write through to the hub while its lease may be another host's. A host that could not renew stops to write
/// so early that its last requests have timed out when the lease ends. Always open until a lease is held.
/// </summary>
internal sealed class LeaseFence(TimeProvider time) : HttpPipelinePolicy
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private long _closesAt = long.MaxValue;

    public bool IsOpen => IsOpenAfter(TimeSpan.Zero);

    /// <param name="since">The timestamp at which the lease was asked for.</param>
    public void Open(long since, TimeSpan span) =>
        Interlocked.Exchange(ref _closesAt, since + Ticks(span));

    /// <summary>Whether it is open so much later without another renewal.</summary>
    public bool IsOpenAfter(TimeSpan span) => time.GetTimestamp() + Ticks(span) < Interlocked.Read(ref _closesAt);

    public void Close() => Interlocked.Exchange(ref _closesAt, long.MinValue);

    /// <summary>For work other than writes.</summary>
    public async Task WhenOpenAsync(CancellationToken cancellationToken)
    {
        while (!IsOpen)
        {
            await Task.Delay(AskEvery, time, cancellationToken);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Check(message);
        return ProcessNextAsync(message, pipeline);
    }

    private void Check(HttpMessage message)
    {
        if (message.Request.Method != RequestMethod.Get && !IsOpen)
        {
            throw new RequestFailedException(0, "The lease of the task hub is not known to be held.");
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
