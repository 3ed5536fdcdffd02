using System.Net;
using System.Net.Sockets;

namespace CloudWorkspaces.Local.Arm.Tests;

internal static class GroupPorts
{
    /// <summary>A free port that the service does not keep for itself.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 18_999);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; take another.
            }
        }
    }
}
