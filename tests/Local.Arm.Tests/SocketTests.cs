using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class SocketTests(EmulatorFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Exec_Shell_TakesKeysAndHasTheTerminalsSize()
    {
        var name = await RunAsync("exec busybox sleep 600");
        var body = new JsonObject
        {
            ["command"] = "/bin/sh",
            ["terminalSize"] = new JsonObject { ["rows"] = 33, ["cols"] = 101 },
        };
        var exec = await Api.AnswerAsync(HttpMethod.Post, ArmApi.At($"/{name}/containers/main/exec"), body);

        using var socket = await ConnectAsync(exec);
        await SendAsync(socket, Password(exec));
        await SendAsync(socket, "busybox stty size; echo $((40+2))\n");
        var output = await ReceiveAsync(socket, text => text.Contains("33 101") && text.Contains("\n42"));
        await SendAsync(socket, "exit\n");
        await ReceiveAsync(socket, _ => false);

        Assert.Contains("33 101", output);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Exec_PasswordInTheHeader_IsForOneUse()
    {
        var name = await RunAsync("exec busybox sleep 600");
        var exec = await Api.AnswerAsync(
            HttpMethod.Post, ArmApi.At("2023-05-01", $"/{name}/containers/main/exec", ""), new JsonObject { ["command"] = "/bin/sh" });

        using var socket = await ConnectAsync(exec, Password(exec));
        await SendAsync(socket, "echo $((40+2))\n");
        await ReceiveAsync(socket, text => text.Contains("\n42"));

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(exec, Password(exec)));
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Exec_WrongPassword_GetsNothing()
    {
        var name = await RunAsync("exec busybox sleep 600");
        Task<JsonNode> AskAsync() => Api.AnswerAsync(
            HttpMethod.Post, ArmApi.At($"/{name}/containers/main/exec"), new JsonObject { ["command"] = "/bin/sh" });
        using var socket = await ConnectAsync(await AskAsync());
        await SendAsync(socket, "wrong");

        Assert.Equal("", await ReceiveAsync(socket, _ => false));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
        var other = await AskAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(other, "wrong"));
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Exec_ProgramThatIsNotThere_SaysSoAndEnds()
    {
        var name = await RunAsync("exec busybox sleep 600");
        var exec = await Api.AnswerAsync(
            HttpMethod.Post, ArmApi.At($"/{name}/containers/main/exec"), new JsonObject { ["command"] = "/no/such" });

        using var socket = await ConnectAsync(exec, Password(exec));
        var output = await ReceiveAsync(socket, _ => false);

        Assert.Contains("/no/such", output);
        Assert.Equal(WebSocketState.CloseReceived, socket.State);
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Attach_RunningContainer_GivesWhatItWrites()
    {
        var name = await RunAsync("while :; do echo out; echo err >&2; busybox sleep 0.1; done");
        var attach = await Api.AnswerAsync(HttpMethod.Post, ArmApi.At($"/{name}/containers/main/attach"));

        using var socket = await ConnectAsync(attach, Password(attach));

        await ReceiveAsync(socket, text => text.Contains("out\n") && text.Contains("err\n"));
        await Api.DeleteAsync(name);
        await ReceiveAsync(socket, _ => false);
    }

    [Fact]
    public async Task Exec_EndedContainerOrBadBody_IsRefused()
    {
        var name = await Api.CreateAsync(Bodies.Group("true").WithContainer(Bodies.Container("other", "exec busybox sleep 600")));
        await Api.WaitAsync(name, group => group.State() == "Terminated" && group.State("other") == "Running", "half ended");
        var command = new JsonObject { ["command"] = "/bin/sh" };

        var ended = await Api.RefusedAsync(
            HttpMethod.Post, ArmApi.At($"/{name}/containers/main/exec"), command, HttpStatusCode.Conflict);
        var unknown = await Api.RefusedAsync(
            HttpMethod.Post, ArmApi.At($"/{name}/containers/none/attach"), null, HttpStatusCode.NotFound);
        var empty = await Api.RefusedAsync(HttpMethod.Post, ArmApi.At($"/{name}/containers/other/exec"), new JsonObject());
        command["terminalSize"] = new JsonObject { ["rows"] = 0, ["cols"] = 80 };
        var size = await Api.RefusedAsync(HttpMethod.Post, ArmApi.At($"/{name}/containers/other/exec"), command);

        Assert.Equal(
            ["ContainerNotRunning", "ContainerNotFound", "MissingRequiredProperty", "InvalidPropertyValue"],
            [ended, unknown, empty, size]);
        await Api.DeleteAsync(name);
    }

    private async Task<string> RunAsync(string script)
    {
        var name = await Api.CreateAsync(Bodies.Group(script));
        await Api.WaitForStateAsync(name, "Running");
        return name;
    }

    private static string Password(JsonNode answer) => answer["password"]!.GetValue<string>();

    private async Task<ClientWebSocket> ConnectAsync(JsonNode answer, string? authorization = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate!.GetCertHashString(HashAlgorithmName.SHA256) == fixture.Emulator.CertificateThumbprint;
        if (authorization is not null)
        {
            socket.Options.SetRequestHeader("Authorization", authorization);
        }

        await socket.ConnectAsync(new Uri(answer["webSocketUri"]!.GetValue<string>()), CancellationToken.None);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>What comes until it is enough or the socket closes.</summary>
    private static async Task<string> ReceiveAsync(ClientWebSocket socket, Func<string, bool> enough)
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
