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
}
