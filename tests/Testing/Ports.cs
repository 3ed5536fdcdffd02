using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CloudWorkspaces.Testing;

/// <summary>
/// Loopback ports that nothing listens on at the moment of asking, each given once. They lie below those that the
/// kernel takes for outgoing connections: one of these could otherwise have the port before its server has started.
/// </summary>
public static class Ports
{
    private const int FirstOutgoing = 32_768;
    private const int FirstForGroups = 10_000;
    private const int LastForGroups = 18_999;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Free() => FreeBetween(LastForGroups + 1, FirstOutgoing);

    /// <summary>One that a container group may have: the service keeps many for itself.</summary>
    public static int FreeForGroup() => FreeBetween(FirstForGroups, LastForGroups);

    private static int FreeBetween(int first, int end)
    {
        for (var attempts = 0; attempts < end - first; attempts++)
        {
            var port = Random.Shared.Next(first, end);
            if (IsFree(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port between {first} and {end} is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
