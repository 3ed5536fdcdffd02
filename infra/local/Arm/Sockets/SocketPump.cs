using System.Net.WebSockets;
using System.Text;
using Docker.DotNet;

namespace CloudWorkspaces.Local.Arm.Sockets;

/// <summary>Copies between a WebSocket and the stream of a process until either ends.</summary>
internal static class SocketPump
{
    private const int BufferSize = 16 * 1024;

    public static async Task RunAsync(
        WebSocket socket, MultiplexedStream stream, bool takesInput, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var output = SendOutputAsync(socket, stream, end.Token);
        var input = ReceiveInputAsync(socket, stream, takesInput, end.Token);
        var first = await Task.WhenAny(output, input);
        if (first == output)
        {
            await output;
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", end.Token);
            // The client's own close is the last message.
            await input;
        }
        else
        {
            await input;
            await end.CancelAsync();
            stream.Dispose();
        }
    }

    public static Task SendAsync(WebSocket socket, string text, CancellationToken cancellationToken) => socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private static async Task SendOutputAsync(WebSocket socket, MultiplexedStream stream, CancellationToken cancellationToken)
    {
        // Pieces can end within a character, which text messages may not.
        var decoder = Encoding.UTF8.GetDecoder();
        var (bytes, characters) = (new byte[BufferSize], new char[BufferSize + 1]);
        for (MultiplexedStream.ReadResult read;
             !(read = await stream.ReadOutputAsync(bytes, 0, bytes.Length, cancellationToken)).EOF;)
        {
            var count = decoder.GetChars(bytes, 0, read.Count, characters, 0);
            if (count > 0)
            {
                await SendAsync(socket, new string(characters, 0, count), cancellationToken);
            }
        }
    }

    private static async Task ReceiveInputAsync(
        WebSocket socket, MultiplexedStream stream, bool takesInput, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        for (WebSocketReceiveResult message;
             (message = await socket.ReceiveAsync(buffer, cancellationToken)).MessageType != WebSocketMessageType.Close;)
        {
            if (takesInput)
            {
                await stream.WriteAsync(buffer, 0, message.Count, cancellationToken);
            }
        }
    }
}
