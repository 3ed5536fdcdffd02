using System.Net.WebSockets;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
public sealed class SocketLifeTests(SocketLifeTests.Fixture fixture) : IClassFixture<SocketLifeTests.Fixture>
{
    [Fact]
    public async Task Exec_LongerThanASessionMayLast_IsCutOff()
    {
        var name = await fixture.Api.CreateAsync(Bodies.Group("exec busybox sleep 600"));
        await fixture.Api.WaitForStateAsync(name, "Running");
        var exec = await fixture.Api.AnswerAsync(
            HttpMethod.Post, ArmApi.At($"/{name}/containers/main/exec"), new JsonObject { ["command"] = "/bin/sh" });
        using var socket = await ArmSocket.ConnectAsync(fixture.Emulator, exec, ArmSocket.Password(exec));

        await Assert.ThrowsAsync<WebSocketException>(() => ArmSocket.ReceiveAsync(socket, _ => false));
        await fixture.Api.DeleteAsync(name);
    }

    [Fact]
    public void Take_Ticket_IsPossibleOnceAndInTime()
    {
        var time = new FakeTimeProvider();
        var tickets = new SocketTickets(time, Options.Create(new ArmOptions { SocketTicketLife = TimeSpan.FromSeconds(10) }));
        var (used, late) = (tickets.Issue("c", null).Name, tickets.Issue("c", null).Name);

        Assert.NotNull(tickets.Take(used));
        Assert.Null(tickets.Take(used));
        Assert.Null(tickets.Take("unknown"));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(tickets.Take(late));
    }

    public sealed class Fixture : EmulatorFixture
    {
        protected override Dictionary<string, string> Settings => new(base.Settings)
        {
            ["Arm__SocketSessionLife"] = "00:00:01",
        };
    }
}
