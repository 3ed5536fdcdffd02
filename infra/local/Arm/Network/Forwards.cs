using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>The host addresses that every group may reach, at the same address inside as outside.</summary>
internal sealed class Forwards(IOptions<ArmOptions> options) : IAsyncDisposable
{
    private readonly List<PathFilter> _filters = [];
    private readonly List<(IPEndPoint Address, Func<CancellationToken, Task<Socket>> Connect)> _targets = [];

    /// <summary>Starts the path filters.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var forward in options.Value.Forwards)
        {
            var address = IPEndPoint.Parse(forward.Address);
            if (forward.PathPrefix is { } prefix)
            {
                var filter = await PathFilter.StartAsync(address, prefix, cancellationToken);
                _filters.Add(filter);
                _targets.Add((address, filter.ConnectAsync));
            }
            else
            {
                _targets.Add((address, token => ConnectAsync(address, token)));
            }
        }
    }

    /// <summary>Listens in the namespace on the addresses of all forwards.</summary>
    public IEnumerable<SocketRelay> OpenIn(NetworkNamespace space, Traffic traffic) => _targets.Select(target =>
        new SocketRelay(space.Listen(target.Address), target.Connect, traffic.AddTransmitted, traffic.AddReceived));

    public async ValueTask DisposeAsync()
    {
        foreach (var filter in _filters)
        {
            await filter.DisposeAsync();
        }
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
