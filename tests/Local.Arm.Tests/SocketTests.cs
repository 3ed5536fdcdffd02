using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class SocketTests(EmulatorFixture fixture)
{
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

        using var socket = await ArmSocket.ConnectAsync(fixture.Emulator, exec);
        await ArmSocket.SendAsync(socket, ArmSocket.Password(exec));
        await ArmSocket.SendAsync(socket, "busybox stty size; echo $((40+2))\n");
        var output = await ArmSocket.ReceiveAsync(socket, text => text.Contains("33 101") && text.Contains("\n42"));
        await ArmSocket.SendAsync(socket, "exit\n");
        await ArmSocket.ReceiveAsync(socket, _ => false);

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

        using var socket = await ArmSocket.ConnectAsync(fixture.Emulator, exec, ArmSocket.Password(exec));
        await ArmSocket.SendAsync(socket, "echo $((40+2))\n");
        await ArmSocket.ReceiveAsync(socket, text => text.Contains("\n42"));

        await Assert.ThrowsAsync<WebSocketException>(() => ArmSocket.ConnectAsync(fixture.Emulator, exec, ArmSocket.Password(exec)));
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Exec_WrongPassword_GetsNothing()
    {
        var name = await RunAsync("exec busybox sleep 600");
        Task<JsonNode> AskAsync() => Api.AnswerAsync(
            HttpMethod.Post, ArmApi.At($"/{name}/containers/main/exec"), new JsonObject { ["command"] = "/bin/sh" });
        using var socket = await ArmSocket.ConnectAsync(fixture.Emulator, await AskAsync());
        await ArmSocket.SendAsync(socket, "wrong");

        Assert.Equal("", await ArmSocket.ReceiveAsync(socket, _ => false));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
        var other = await AskAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => ArmSocket.ConnectAsync(fixture.Emulator, other, "wrong"));
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Exec_ProgramThatIsNotThere_SaysSoAndEnds()
    {
        var name = await RunAsync("exec busybox sleep 600");
        var exec = await Api.AnswerAsync(
            HttpMethod.Post, ArmApi.At($"/{name}/containers/main/exec"), new JsonObject { ["command"] = "/no/such" });

        using var socket = await ArmSocket.ConnectAsync(fixture.Emulator, exec, ArmSocket.Password(exec));
        var output = await ArmSocket.ReceiveAsync(socket, _ => false);

        Assert.Contains("/no/such", output);
        Assert.Equal(WebSocketState.CloseReceived, socket.State);
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Attach_RunningContainer_GivesWhatItWrites()
    {
        var name = await RunAsync("while :; do echo out; echo err >&2; busybox sleep 0.1; done");
        var attach = await Api.AnswerAsync(HttpMethod.Post, ArmApi.At($"/{name}/containers/main/attach"));

        using var socket = await ArmSocket.ConnectAsync(fixture.Emulator, attach, ArmSocket.Password(attach));

        await ArmSocket.ReceiveAsync(socket, text => text.Contains("out\n") && text.Contains("err\n"));
        await Api.DeleteAsync(name);
        await ArmSocket.ReceiveAsync(socket, _ => false);
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
}
