using System.Net;
using System.Net.Sockets;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>
/// The ways into and out of one group's namespace, as long as this lives: the forwards, and the ports of the group's
/// own 127.x.y.z address.
/// </summary>
internal sealed class GroupRelays : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _relays = [];
    private readonly NetworkNamespace _space;

    private GroupRelays(NetworkNamespace space) => _space = space;

    /// <summary>What went through since the relays were opened.</summary>
    public Traffic Traffic { get; } = new();

    /// <param name="isReady">Whether a port of the address takes connections now.</param>
    /// <param name="address">The group's own address on the host; null for a group without one.</param>
    public static async Task<GroupRelays> OpenAsync(
        NetworkNamespace space, Forwards forwards, IPAddress? address, IReadOnlyList<int> ports, Func<int, bool> isReady)
    {
        var relays = new GroupRelays(space);
        try
        {
            relays._relays.AddRange(forwards.OpenIn(space, relays.Traffic));
            foreach (var port in address is null ? [] : ports)
            {
                relays._relays.Add(new SocketRelay(
                    ListenOnHost(new IPEndPoint(address!, port)),
                    (_, token) => isReady(port) ? relays.ConnectInsideAsync(port, token) : throw new IOException("It is not ready."),
                    sent: relays.Traffic.AddReceived,
                    answered: relays.Traffic.AddTransmitted));
            }

            return relays;
        }
        catch
        {
            await relays.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends something else together with this.</summary>
    public void Add(IAsyncDisposable? part)
    {
        if (part is not null)
        {
            _relays.Add(part);
        }
    }

    /// <summary>A connection to a port of the group's containers.</summary>
    public async Task<Socket> ConnectInsideAsync(int port, CancellationToken cancellationToken)
    {
        var socket = _space.CreateSocket();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
        }
    }

    public static Socket ListenOnHost(IPEndPoint endpoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(endpoint);
        socket.Listen(512);
        return socket;
    }
}
