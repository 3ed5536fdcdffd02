using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Local.Functions.Hosting;

/// <summary>Gives invocations some seconds to end by themselves once the host is told to stop.</summary>
internal sealed class HostDrain : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _time;
    private ITimer? _timer;

    public HostDrain(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _time = time;
        _registration = lifetime.ApplicationStopping.Register(Begin);
    }

    /// <summary>Cancelled when the grace is over.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
        _source.Dispose();
    }

    private void Begin() => _timer = _time.CreateTimer(_ => _source.Cancel(), null, Grace, Timeout.InfiniteTimeSpan);
}
