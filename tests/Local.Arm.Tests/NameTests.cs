using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Network;
using CloudWorkspaces.Testing;
using Microsoft.Playwright;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
public sealed class NameTests(NameTests.Fixture fixture) : IClassFixture<NameTests.Fixture>
{
    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task DnsNameLabel_OfTwoGroupsOnOnePort_LeadsToEach()
    {
        var port = Ports.FreeForGroup();
        var (one, other) = (await ServeAsync("one", port), await ServeAsync("other", port));
        using var client = new HttpClient();
        // A resolver need not know what browsers and curl do: that all of .localhost is 127.0.0.1.
        using var direct = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

        Assert.Equal("one\n", await CurlAsync($"http://{one.Fqdn}:{port}/page"));
        Assert.Equal("one\n", await direct.GetStringAsync($"http://{one.Fqdn}:{port}/page"));
        Assert.Equal("other\n", await direct.GetStringAsync($"http://{other.Fqdn}:{port}/page"));
        await Assert.ThrowsAsync<HttpRequestException>(() => direct.GetStringAsync($"http://none.azurecontainer.localhost:{port}/page"));
        await Api.DeleteAsync(one.Name);
        Assert.Equal("other\n", await direct.GetStringAsync($"http://{other.Fqdn}:{port}/page"));
        await Api.DeleteAsync(other.Name);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync($"http://127.0.0.1:{port}/page"));
    }

    [Fact]
    public async Task DnsNameLabel_OpenedInChromium_LeadsToTheGroup()
    {
        var port = Ports.FreeForGroup();
        var (name, fqdn) = await ServeAsync("browsed", port);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync();

        var answer = await page.GotoAsync($"http://{fqdn}:{port}/page");

        Assert.Equal(200, answer!.Status);
        Assert.Equal("browsed", (await answer.TextAsync()).Trim());
        await Api.DeleteAsync(name);
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => page.GotoAsync($"http://{fqdn}:{port}/page"));
    }

    [Fact]
    public async Task Emulator_KilledAndStartedAgain_GoesOnWithNamesAndProbes()
    {
        var port = Ports.FreeForGroup();
        var probe = new JsonObject
        {
            ["httpGet"] = new JsonObject { ["port"] = port, ["path"] = "/page" },
            ["periodSeconds"] = 1,
            ["failureThreshold"] = 1,
        };
        var (name, fqdn) = await ServeAsync("kept", port, probe);
        await fixture.Emulator.KillAsync();
        await fixture.Emulator.StartProcessAsync();

        await Eventually.TrueAsync(
            async () => await CurlAsync($"http://{fqdn}:{port}/page") == "kept\n", TimeSpan.FromSeconds(30), "the name leads on");
        var exec = await Api.AnswerAsync(
            HttpMethod.Post, ArmApi.At($"/{name}/containers/main/exec"), new JsonObject { ["command"] = "/bin/sh" });
        using var socket = await ArmSocket.ConnectAsync(fixture.Emulator, exec, ArmSocket.Password(exec));
        await ArmSocket.SendAsync(socket, "busybox rm /tmp/page\n");
        await Api.WaitAsync(name, group => group.RestartCount() > 0, "is restarted by its probe");
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task DnsNameLabel_PortOfSomebodyElse_IsRefusedWithTheReason()
    {
        using var taken = new TcpListener(IPAddress.Loopback, Ports.FreeForGroup());
        taken.Start();
        var body = Named("never", ((IPEndPoint)taken.LocalEndpoint).Port);

        var answer = await Api.AnswerAsync(HttpMethod.Put, ArmApi.At($"/{ArmApi.NewName()}"), body, HttpStatusCode.BadRequest);

        Assert.Equal("NotSupportedByEmulator", answer["error"]!["code"]!.GetValue<string>());
        Assert.Contains("is in use on this machine", answer["error"]!["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: A.b:80\r\n\r\n", "a.b")]
    [InlineData("GET / HTTP/1.1\r\nX: y\r\nhost:a\r\n", "a")]
    [InlineData("GET / HTTP/1.1\r\nHost: hal", null)]
    [InlineData("SSH-2.0-OpenSSH\r\n", null)]
    [InlineData("\u0016\u0003\u0001", null)]
    [InlineData("", null)]
    public void Find_FirstBytes_GivesTheHost(string head, string? name) =>
        Assert.Equal(name, RequestedName.Find(System.Text.Encoding.Latin1.GetBytes(head)));

    [Fact]
    public async Task Find_ClientHello_GivesTheServerName()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var server = await listener.AcceptSocketAsync();
        await using var tls = new SslStream(client.GetStream());
        var handshake = tls.AuthenticateAsClientAsync("group.localhost");
        var (head, length, name) = (new byte[16 * 1024], 0, default(string));
        while (name is null && length < head.Length)
        {
            length += await server.ReceiveAsync(head.AsMemory(length));
            name = RequestedName.Find(head.AsSpan(0, length));
        }

        Assert.Equal("group.localhost", name);
        server.Close();
        await Assert.ThrowsAnyAsync<Exception>(() => handshake);
    }

    private static async Task<string> CurlAsync(string address)
    {
        using var curl = Process.Start(
            new ProcessStartInfo("curl", ["--silent", "--noproxy", "*", address]) { RedirectStandardOutput = true })!;
        return await curl.StandardOutput.ReadToEndAsync();
    }

    private async Task<(string Name, string Fqdn)> ServeAsync(string text, int port, JsonObject? liveness = null)
    {
        var body = Named(text, port);
        if (liveness is not null)
        {
            liveness["initialDelaySeconds"] = 1;
            liveness["timeoutSeconds"] = 10;
            body["properties"]!["restartPolicy"] = "Always";
            body.MainProperties()["livenessProbe"] = liveness;
        }

        var name = await Api.CreateAsync(body);
        var group = await Api.WaitForStateAsync(name, "Running");
        var address = group["ipAddress"]!;
        using var client = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return (await client.GetAsync($"http://{address["ip"]!.GetValue<string>()}:{port}/page")).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(30),
            $"{text} answers");
        return (name, address["fqdn"]!.GetValue<string>());
    }

    private static JsonObject Named(string text, int port)
    {
        var body = Bodies.Group($"echo {text} > /tmp/page; exec busybox httpd -f -p {port} -h /tmp").WithPorts(port);
        body["properties"]!["ipAddress"]!["dnsNameLabel"] = $"{text}-{Guid.NewGuid():N}"[..20];
        return body;
    }

    public sealed class Fixture : EmulatorFixture
    {
        protected override Dictionary<string, string> Settings => new(base.Settings) { ["Arm__NameRelays"] = "true" };
    }
}
