using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Outbound;

/// <summary>
/// Calls addresses that users have named: never into private networks unless that is allowed, without following
/// redirects, within a deadline and a size.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;

    public OutboundHttp(IOptions<OutboundOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var allowPrivate = options.Value.AllowPrivateAddresses;
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
        })
        {
            Timeout = Deadline,
        };
    }

    /// <exception cref="OutboundException">It does not answer, or not with a success, or with too much.</exception>
    internal Task<(byte[] Content, string? ContentType)> GetAsync(Uri address, long maxBytes, CancellationToken cancellationToken) =>
        CallAsync(address, async () =>
        {
            using var answer = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            Check(address, answer);
            using var content = new MemoryStream();
            var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[81_920];
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (content.Length + read > maxBytes)
                {
                    throw new OutboundException($"'{address}' has more than {maxBytes} bytes.", isFinal: true);
                }

                content.Write(buffer, 0, read);
            }

            return (content.ToArray(), answer.Content.Headers.ContentType?.ToString());
        });

    /// <exception cref="OutboundException">It does not answer, or not with a success.</exception>
    internal Task PostJsonAsync(Uri address, byte[] content, CancellationToken cancellationToken) =>
        CallAsync(address, async () =>
        {
            using var body = new ByteArrayContent(content);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _client.PostAsync(address, body, cancellationToken);
            Check(address, answer);
            return true;
        });

    public void Dispose() => _client.Dispose();

    private static async Task<T> CallAsync<T>(Uri address, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException failed)
        {
            throw failed.InnerException as OutboundException ?? new OutboundException($"'{address}' does not answer: {failed.Message}", failed);
        }
        catch (TaskCanceledException late) when (late.InnerException is TimeoutException)
        {
            throw new OutboundException($"'{address}' has not answered within {Deadline.TotalSeconds} seconds.", late);
        }
    }

    private static void Check(Uri address, HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var status = (int)answer.StatusCode;
            var isFinal = status is >= 300 and < 500 and not (408 or 425 or 429);
            throw new OutboundException($"'{address}' answers with {status}.", isFinal: isFinal);
        }
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancellationToken)
    {
        // What is checked is what is connected to: a name that is resolved twice may mean two addresses.
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        var allowed = addresses.Where(address => allowPrivate || !OutboundRules.IsPrivate(address)).ToArray();
        if (allowed.Length == 0)
        {
            throw new OutboundException($"'{target.Host}' is not in the public network.", isFinal: true);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
