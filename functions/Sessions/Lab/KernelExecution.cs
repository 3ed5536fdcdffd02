using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Sessions.Lab;

/// <summary>
/// One execution in a kernel by Jupyter's messaging protocol 5.3 on a WebSocket
/// (jupyter-client.readthedocs.io/en/stable/messaging.html).
/// </summary>
internal sealed class KernelExecution(ClientWebSocket socket)
{
    private const int MaxPrinted = 16 * 1024 * 1024;

    private readonly string _id = Guid.NewGuid().ToString("N");

    /// <exception cref="LabException">The code raised an error, printed too much, or the kernel went away.</exception>
    public async Task<string> RunAsync(string code, CancellationToken cancellationToken)
    {
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(Request(code).ToJsonString()), WebSocketMessageType.Text, true, cancellationToken);
        var printed = new StringBuilder();
        while (true)
        {
            var message = await ReceiveAsync(cancellationToken);
            if (Text(message["parent_header"], "msg_id") != _id)
            {
                continue;
            }

            var content = message["content"];
            switch (Text(message["header"], "msg_type"))
            {
                case "stream" when Text(content, "name") == "stdout":
                    printed.Append(Text(content, "text"));
                    break;
                case "error":
                    throw new LabException($"{Text(content, "ename")}: {Text(content, "evalue")}");
                case "status" when Text(content, "execution_state") == "idle":
                    return printed.ToString();
            }

            if (printed.Length > MaxPrinted)
            {
                throw new LabException($"The code printed more than {MaxPrinted} characters.");
            }
        }
    }

    private JsonObject Request(string code) => new()
    {
        ["channel"] = "shell",
        ["header"] = new JsonObject
        {
            ["msg_id"] = _id,
            ["msg_type"] = "execute_request",
            ["username"] = "",
            ["session"] = _id,
            ["version"] = "5.3",
        },
        ["parent_header"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["content"] = new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = false },
    };

    private static string? Text(JsonNode? node, string name) => node?[name]?.GetValue<string>();

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
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
            : throw new LabException("The kernel's socket was closed.");
    }
}
