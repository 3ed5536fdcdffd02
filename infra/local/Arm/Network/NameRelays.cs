using System.Net;
using System.Net.Sockets;
using CloudWorkspaces.Local.Arm.Groups;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>
/// Lets the names of groups lead to them. All names below .localhost are 127.0.0.1, so on each port that a named group
/// has, the emulator listens there and relays a connection to the group whose name its first bytes ask for.
/// </summary>
internal sealed class NameRelays(GroupRegistry registry, IOptions<ArmOptions> options)
{
    private const int LongestHead = 32 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, (SocketRelay Relay, int Users)> _ports = [];

    /// <summary>Whether the port can be listened on, or is already, or need not be.</summary>
    public bool CanHave(int port)
    {
        lock (_lock)
        {
            if (!options.Value.NameRelays || _ports.ContainsKey(port))
            {
                return true;
            }

            try
            {
                GroupRelays.ListenOnHost(new IPEndPoint(IPAddress.Loopback, port)).Dispose();
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    /// <summary>Listens on the port until as many handles as were given out are disposed. Throws ProvisioningException.</summary>
    public IAsyncDisposable? Open(int port)
    {
        if (!options.Value.NameRelays)
        {
            return null;
        }

        lock (_lock)
        {
            try
            {
                var (relay, users) = _ports.TryGetValue(port, out var known)
                    ? known
                    : (new SocketRelay(
                        GroupRelays.ListenOnHost(new IPEndPoint(IPAddress.Loopback, port)),
                        (near, token) => ConnectAsync(port, near, token)), 0);
                _ports[port] = (relay, users + 1);
            }
            catch (SocketException)
            {
                throw new ProvisioningException("NotSupportedByEmulator", $"Port {port} of 127.0.0.1 is in use.");
            }
        }

        return new Handle(this, port);
    }

    private async Task<Socket> ConnectAsync(int port, Socket near, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var (head, length, name) = (new byte[LongestHead], 0, default(string));
        for (int read; name is null && length < head.Length &&
             (read = await near.ReceiveAsync(head.AsMemory(length), limit.Token)) > 0;)
        {
            length += read;
            name = RequestedName.Find(head.AsSpan(0, length));
        }

        var group = registry.All.FirstOrDefault(group =>
            group.Spec.Fqdn == name && group.Spec.IpAddress?.Ports.Contains(port) is true);
        if (name is null || group is null)
        {
            throw new IOException($"No container group is called '{name}'.");
        }

        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await far.ConnectAsync(new IPEndPoint(IPAddress.Parse(group.Record.Address), port), cancellationToken);
            await far.SendAsync(head.AsMemory(0, length), cancellationToken);
            return far;
        }
        catch
        {
            far.Dispose();
            throw;
        }
    }

    private async ValueTask CloseAsync(int port)
    {
        SocketRelay? unused = null;
        lock (_lock)
        {
            var (relay, users) = _ports[port];
            if (users > 1)
            {
                _ports[port] = (relay, users - 1);
            }
            else
            {
                _ports.Remove(port);
                unused = relay;
                relay.StopListening();
            }
        }

        if (unused is not null)
        {
            await unused.DisposeAsync();
        }
    }

    private sealed class Handle(NameRelays relays, int port) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => relays.CloseAsync(port);
    }
}
