using System.Net.Sockets;
using System.Text;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>Requests as bytes, for addresses that an HttpClient would tidy up first.</summary>
internal static class RawHttp
{
    public static async Task<string> SendAsync(Uri server, string method, string target, string token)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} {target} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\n" +
            "Content-Length: 0\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
