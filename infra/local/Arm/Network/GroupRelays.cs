using System.Net;
using System.Net.Sockets;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>
/// The ways into and out of one group's namespace, as long as this lives: the forwards, and the ports of the group's
/// own 127.x.y.z address.
/// </summary>
internal sealed class GroupRelays : IAsyncDisposable
{
    private readonly List<SocketRelay> _relays = [];

    private GroupRelays()
    {
    }

    /// <summary>What went through since the relays were opened.</summary>
    public Traffic Traffic { get; } = new();

    /// <param name="address">The group's own address on the host; null for a group without one.</param>
    public static async Task<GroupRelays> OpenAsync(
        NetworkNamespace space, Forwards forwards, IPAddress? address, IReadOnlyList<int> ports)
    {
        var relays = new GroupRelays();
        try
        {
            relays._relays.AddRange(forwards.OpenIn(space, relays.Traffic));
            foreach (var port in address is null ? [] : ports)
            {
                var listener = ListenOnHost(new IPEndPoint(address!, port));
                relays._relays.Add(new SocketRelay(
                    listener,
                    async token =>
                    {
                        var socket = space.CreateSocket();
                        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), token);
                        return socket;
                    },
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

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
        }
    }

    private static Socket ListenOnHost(IPEndPoint endpoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(endpoint);
        socket.Listen(512);
        return socket;
    }
}
