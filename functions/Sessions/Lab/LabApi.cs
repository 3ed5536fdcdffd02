using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Sessions.Lab;

/// <summary>The part of a session's JupyterLab, its REST API and kernels, that the app itself uses.</summary>
internal sealed class LabApi : IDisposable
{
    private const string Localhost = ".localhost";

    private readonly Uri _address;
    private readonly HttpMessageInvoker _invoker;
    private readonly HttpClient _http;

    /// <param name="address">JupyterLab's, with a slash at its end.</param>
    public LabApi(Uri address, string token)
    {
        _address = address;
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectCallback = ConnectAsync };
        _invoker = new HttpMessageInvoker(handler);
        _http = new HttpClient(handler, disposeHandler: false) { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", token);
        Token = token;
    }

    private string Token { get; }

    /// <summary>Executes code in a kernel of its own, as if a notebook of that name were open; returns what it prints.</summary>
    /// <exception cref="LabException">It could not, or the code raised an error.</exception>
    public async Task<string> RunAsync(string name, string code, CancellationToken cancellationToken)
    {
        try
        {
            var (session, kernel) = await StartAsync(name, cancellationToken);
            try
            {
                return await ExecuteAsync(kernel, code, cancellationToken);
            }
            finally
            {
                using var answer = await _http.DeleteAsync($"api/sessions/{session}", CancellationToken.None);
            }
        }
        catch (Exception exception) when (
            exception is HttpRequestException or WebSocketException or JsonException or IOException)
        {
            throw new LabException(exception.Message, exception);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _invoker.Dispose();
    }

    private async Task<(string Session, string Kernel)> StartAsync(string name, CancellationToken cancellationToken)
    {
        var wanted = new JsonObject
        {
            ["path"] = name,
            ["name"] = name,
            ["type"] = "notebook",
            ["kernel"] = new JsonObject { ["name"] = "python3" },
        };
        using var answer = await _http.PostAsJsonAsync("api/sessions", wanted, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            throw new LabException($"JupyterLab answered {(int)answer.StatusCode} to a new kernel: {text}");
        }

        var session = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return (session!["id"]!.GetValue<string>(), session["kernel"]!["id"]!.GetValue<string>());
    }

    private async Task<string> ExecuteAsync(string kernel, string code, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"token {Token}");
        var address = new UriBuilder(new Uri(_address, $"api/kernels/{kernel}/channels"))
        {
            Scheme = _address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws",
        };
        await socket.ConnectAsync(address.Uri, _invoker, cancellationToken);
        return await new KernelExecution(socket).RunAsync(code, cancellationToken);
    }

    /// <summary>Names below .localhost are this machine's (RFC 6761), which not every resolver knows.</summary>
    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var end = context.DnsEndPoint;
            await (end.Host.EndsWith(Localhost, StringComparison.OrdinalIgnoreCase)
                ? socket.ConnectAsync(IPAddress.Loopback, end.Port, cancellationToken)
                : socket.ConnectAsync(end, cancellationToken));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
