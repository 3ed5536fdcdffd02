using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>A user of a session's JupyterLab, by its REST API and its kernels' WebSockets.</summary>
public sealed class LabClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string _token;

    public LabClient(Uri address, string token, Uri url)
    {
        (Address, _token, Url) = (address, token, url);
        Http = NewClient(address);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", token);
    }

    /// <summary>Without the token.</summary>
    public Uri Address { get; }

    /// <summary>As a browser opens it, with the token.</summary>
    public Uri Url { get; }

    public HttpClient Http { get; }

    /// <summary>Names below .localhost are this machine's, which not every resolver knows.</summary>
    public static HttpClient NewClient(Uri address) => new(Handler()) { BaseAddress = address, Timeout = Deadline };

    public async Task PutTextAsync(string path, string content)
    {
        using var answer = await Http.PutAsJsonAsync(
            $"api/contents/{path}", new { type = "file", format = "text", content });
        await EnsureAsync(answer);
    }

    public async Task PutNotebookAsync(string path, JsonObject notebook)
    {
        var body = new JsonObject { ["type"] = "notebook", ["content"] = notebook.DeepClone() };
        using var answer = await Http.PutAsJsonAsync($"api/contents/{path}", body);
        await EnsureAsync(answer);
    }

    public async Task<string> GetTextAsync(string path)
    {
        var file = await Http.GetFromJsonAsync<JsonObject>($"api/contents/{path}?type=file&format=text");
        return file!["content"]!.GetValue<string>();
    }

    public async Task MakeFolderAsync(string path)
    {
        using var answer = await Http.PutAsJsonAsync($"api/contents/{path}", new { type = "directory" });
        await EnsureAsync(answer);
    }

    /// <summary>Starts a kernel; returns its id.</summary>
    public async Task<string> StartKernelAsync()
    {
        using var answer = await Http.PostAsJsonAsync("api/kernels", new { name = "python3" });
        await EnsureAsync(answer);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
    }

    /// <summary>The kernels that are running, with their states and how many pages are connected.</summary>
    public async Task<IReadOnlyList<JsonNode>> KernelsAsync() =>
        [.. (await Http.GetFromJsonAsync<JsonArray>("api/kernels"))!.Select(kernel => kernel!)];

    public async Task InterruptAsync(string kernel)
    {
        using var answer = await Http.PostAsync($"api/kernels/{kernel}/interrupt", null);
        await EnsureAsync(answer);
    }

    /// <summary>Executes code; returns what it prints, and with an error its trace. With no wait nothing.</summary>
    public async Task<string> ExecuteAsync(string kernel, string code, bool wait = true)
    {
        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(Deadline);
        var address = new UriBuilder(new Uri(Address, $"api/kernels/{kernel}/channels")) { Scheme = "ws", Query = $"token={_token}" };
        using var invoker = new HttpMessageInvoker(Handler());
        await socket.ConnectAsync(address.Uri, invoker, deadline.Token);
        var id = Guid.NewGuid().ToString("N");
        var request = new JsonObject
        {
            ["header"] = new JsonObject
            {
                ["msg_id"] = id,
                ["msg_type"] = "execute_request",
                ["username"] = "",
                ["session"] = id,
                ["version"] = "5.3",
            },
            ["parent_header"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
            ["content"] = new JsonObject { ["code"] = code, ["silent"] = false },
            ["channel"] = "shell",
        };
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(request.ToJsonString()), WebSocketMessageType.Text, true, deadline.Token);
        var printed = new StringBuilder();
        while (true)
        {
            var message = await ReceiveAsync(socket, deadline.Token);
            var type = message["header"]?["msg_type"]?.GetValue<string>();
            if (message["parent_header"]?["msg_id"]?.GetValue<string>() != id)
            {
                continue;
            }

            printed.Append(type switch
            {
                "stream" => message["content"]!["text"]!.GetValue<string>(),
                "error" => string.Join('\n', message["content"]!["traceback"]!.AsArray().Select(line => $"{line}")),
                _ => "",
            });
            var state = message["content"]?["execution_state"]?.GetValue<string>();
            if (type == "status" && state == (wait ? "idle" : "busy"))
            {
                return printed.ToString();
            }
        }
    }

    public void Dispose() => Http.Dispose();

    private static SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return part.MessageType is WebSocketMessageType.Text
            ? JsonNode.Parse(text.ToArray())!
            : throw new InvalidOperationException("The kernel's socket was closed.");
    }

    private static async Task EnsureAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
