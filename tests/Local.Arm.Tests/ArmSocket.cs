using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>The client's end of an exec or attach.</summary>
internal static class ArmSocket
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static string Password(JsonNode answer) => answer["password"]!.GetValue<string>();

    public static async Task<ClientWebSocket> ConnectAsync(
        ArmEmulatorProcess emulator, JsonNode answer, string? authorization = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate!.GetCertHashString(HashAlgorithmName.SHA256) == emulator.CertificateThumbprint;
        if (authorization is not null)
        {
            socket.Options.SetRequestHeader("Authorization", authorization);
        }

        await socket.ConnectAsync(new Uri(answer["webSocketUri"]!.GetValue<string>()), CancellationToken.None);
        return socket;
    }

    public static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>What comes until it is enough or the socket closes.</summary>
    public static async Task<string> ReceiveAsync(ClientWebSocket socket, Func<string, bool> enough)
    {
        using var limit = new CancellationTokenSource(Deadline);
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        while (!enough(text.ToString()))
        {
            var message = await socket.ReceiveAsync(buffer, limit.Token);
            if (message.MessageType == WebSocketMessageType.Close)
            {
                break;
            }

            Assert.Equal(WebSocketMessageType.Text, message.MessageType);
            text.Append(Encoding.UTF8.GetString(buffer, 0, message.Count));
        }

        return text.ToString();
    }
}
