using System.Net.Sockets;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Asks a container by HTTP, from inside its group's network. Certificates are not checked.</summary>
internal static class HttpProbing
{
    /// <summary>Gives why the answer is no success; null if it is one.</summary>
    public static async Task<string?> AskAsync(HttpProbe probe, GroupRelays? relays, CancellationToken cancellationToken)
    {
        if (relays is null)
        {
            return "the group has no network";
        }

        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
            ConnectCallback = async (_, token) =>
                new NetworkStream(await relays.ConnectInsideAsync(probe.Port, token), ownsSocket: true),
        };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{probe.Scheme}://127.0.0.1:{probe.Port}{probe.Path}");
        foreach (var (name, value) in probe.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request, cancellationToken);
        var status = (int)answer.StatusCode;
        return status is >= 200 and < 400 ? null : $"HTTP probe failed with statuscode: {status}";
    }
}
