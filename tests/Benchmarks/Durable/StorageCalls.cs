using System.Diagnostics.Metrics;

namespace CloudWorkspaces.Benchmarks.Durable;

/// <summary>Counts the HTTP requests that this process sends, by the runtime's own meter.</summary>
internal sealed class StorageCalls : IDisposable
{
    /// <summary>Nothing more comes after it. Short beside the time between two renewals of the hub's lease.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(300);

    private readonly MeterListener _listener = new();
    private int _count;

    private int Count => Volatile.Read(ref _count);

    public StorageCalls()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _count));
        _listener.Start();
    }

    /// <summary>The requests of an action, and of what it leaves to be done in the background.</summary>
    public async Task<int> OfAsync(Func<Task> action)
    {
        var before = Count;
        await action();
        for (var last = -1; last != Count;)
        {
            last = Count;
            await Task.Delay(s_quiet);
        }

        return Count - before;
    }

    /// <summary>The requests of a span in which nothing is asked for.</summary>
    public async Task<int> InAsync(TimeSpan span)
    {
        var before = Count;
        await Task.Delay(span);
        return Count - before;
    }

    public void Dispose() => _listener.Dispose();
}
