using System.Net;
using System.Net.Sockets;

namespace CloudWorkspaces.Testing;

/// <summary>Loopback ports that nothing listens on at the moment of asking.</summary>
public static class Ports
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>One that a container group may have: the service keeps many for itself.</summary>
    public static int FreeForGroup()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(10_000, 18_999));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody has it; take another.
            }
        }
    }
}
