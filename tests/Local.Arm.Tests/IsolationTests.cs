using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public class IsolationTests(EmulatorFixture fixture)
{
    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Container_ReachesBlobsAndAgentPathOnly()
    {
        var (blobs, app) = (fixture.Blobs.Port, fixture.App.Port);
        var output = await Api.OutputAsync(Bodies.Group(
            Get($"127.0.0.1:{blobs}/devstoreaccount1/x") +
            Get($"127.0.0.1:{app}/api/agent/runs/1") +
            Get($"127.0.0.1:{app}/api/workspaces") +
            Get($"127.0.0.1:{app}/api/agent/../workspaces") +
            Get($"127.0.0.1:{app}/api/agent/%2e%2e/workspaces") +
            Get($"127.0.0.1:{app}/api/agent/..%2fworkspaces") +
            Get($"127.0.0.1:{app}/API/AGENT/runs/1")));

        var lines = output.Split('\n');
        Assert.Equal("blobs GET /devstoreaccount1/x ", lines[0]);
        Assert.Equal("app GET /api/agent/runs/1 ", lines[1]);
        Assert.All(lines[2..5], line => Assert.Contains("403", line));
        Assert.DoesNotContain("app GET /api/workspaces", output);
        Assert.Contains("403", lines[6]);
    }

    [Fact]
    public async Task Container_SendsABodyToTheAgentPath()
    {
        var output = await Api.OutputAsync(Bodies.Group(
            $"busybox wget -q -O - --post-data hello http://127.0.0.1:{fixture.App.Port}/api/agent/start"));

        Assert.Equal("app POST /api/agent/start hello\n", output);
    }

    [Fact]
    public async Task Container_TriesTablesArmAndTheWorld_IsRefused()
    {
        string[] addresses =
        [
            $"127.0.0.1:{fixture.Tables.Port}", $"127.0.0.1:{fixture.Emulator.Address.Port}", "10.0.0.1:80", "1.1.1.1:80",
            $"127.1.2.3:{fixture.Blobs.Port}",
        ];
        var script = string.Concat(addresses.Select(address =>
            $"busybox nc -w 2 {address.Replace(':', ' ')} </bin/sh >/tmp/out 2>&1; echo {address} $? $(busybox wc -c </tmp/out);"));

        var output = await Api.OutputAsync(Bodies.Group(script + "busybox cat /proc/net/dev"));

        Assert.All(addresses, address => Assert.Contains($"{address} 1 ", output));
        Assert.Contains("lo:", output);
        Assert.DoesNotContain("eth0", output);
    }

    [Fact]
    public async Task Container_TriesAnotherGroup_IsRefused()
    {
        var other = await Api.CreateAsync(Serving("other").WithPorts(8080));
        var group = await Api.WaitForStateAsync(other, "Running");
        var address = group["ipAddress"]!["ip"]!.GetValue<string>();
        Assert.Equal("other", await AskAsync(address, 8080));

        var output = await Api.OutputAsync(Bodies.Group($"busybox nc -w 2 {address} 8080 </dev/null; echo code $?"));

        Assert.Contains("code 1", output);
        await Api.DeleteAsync(other);
    }

    [Fact]
    public async Task Group_WithPorts_IsReachedAtAnAddressOfItsOwn()
    {
        var body = Serving("first").WithPorts(8080);
        body["properties"]!["ipAddress"]!["dnsNameLabel"] = "my-label";
        var (first, second) = (await Api.CreateAsync(body), await Api.CreateAsync(Serving("second").WithPorts(8080)));
        var ip = (await Api.WaitForStateAsync(first, "Running"))["ipAddress"]!.AsObject();
        var secondIp = (await Api.WaitForStateAsync(second, "Running"))["ipAddress"]!["ip"]!.GetValue<string>();

        Assert.StartsWith("127.", ip["ip"]!.GetValue<string>());
        Assert.Equal("my-label.westeurope.azurecontainer.localhost", ip["fqdn"]!.GetValue<string>());
        Assert.Equal("first", await AskAsync(ip["ip"]!.GetValue<string>(), 8080));
        Assert.Equal("second", await AskAsync(secondIp, 8080));
        await Api.DeleteAsync(first);
        await Api.DeleteAsync(second);
    }

    [Fact]
    public async Task Containers_OfOneGroup_ShareLoopback()
    {
        var body = Bodies.Group("i=0; while [ $i -lt 100 ] && ! busybox nc 127.0.0.1 9000 </dev/null; do busybox sleep 0.1; i=$((i+1)); done")
            .WithContainer(Bodies.Container("server", "echo across | busybox nc -l -p 9000 127.0.0.1"));

        Assert.EndsWith("across\n", await Api.OutputAsync(body));
    }

    /// <summary>One line for each request: what was answered, or wget's error.</summary>
    private static string Get(string address) =>
        $"busybox wget -q -O - http://{address} >/tmp/o 2>&1; busybox head -n 1 /tmp/o;";

    private static JsonObject Serving(string text) =>
        Bodies.Group($"while :; do echo -n {text} | busybox nc -l -p 8080; done");

    private static async Task<string> AskAsync(string address, int port)
    {
        var text = "";
        await Eventually.TrueAsync(
            async () =>
            {
                using var client = new TcpClient();
                await client.ConnectAsync(address, port);
                var read = new byte[100];
                try
                {
                    text = Encoding.UTF8.GetString(read, 0, await client.GetStream().ReadAtLeastAsync(read, 5, false));
                }
                catch (IOException)
                {
                    // The relay is there before the server in the container is.
                }

                return text.Length > 0;
            },
            TimeSpan.FromSeconds(20),
            $"{address}:{port} answers");
        return text;
    }
}
