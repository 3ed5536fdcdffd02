using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudWorkspaces.Outbound;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Outbound;

public sealed class OutboundTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.0.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("168.63.129.16", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("93.184.216.34", false)]
    [InlineData("2606:2800:220:1::1", false)]
    public void IsPrivate_Address_AsTheRegistriesSay(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, OutboundRules.IsPrivate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.org/a", true)]
    [InlineData("http://127.0.0.1:80", true)]
    [InlineData("ftp://example.org", false)]
    [InlineData("/relative", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://user:secret@example.org", false)]
    [InlineData("", false)]
    public void Fault_Text_IsAnAddressOrNot(string text, bool isAddress) => Assert.Equal(isAddress, OutboundRules.Fault(text) is null);

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    public async Task Get_PrivateAddress_IsNotConnectedTo(string address)
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        using var http = Http(allowPrivate: false);

        var refused = await Assert.ThrowsAsync<OutboundException>(() =>
            http.GetAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, server.Port)), 100, default));

        Assert.True(refused.IsFinal);
        Assert.False(server.WasCalled);
    }

    [Fact]
    public async Task Get_Allowed_IsAnswered()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi");
        using var http = Http(allowPrivate: true);

        var (content, type) = await http.GetAsync(server.Address, 100, default);

        Assert.Equal(("hi", "text/plain"), (Encoding.UTF8.GetString(content), type));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n{0}\r\n0\r\n\r\n", "more than 100 bytes", true)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "302", true)]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404", true)]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "503", false)]
    [InlineData("HTTP/1.1 429 Later\r\nContent-Length: 0\r\n\r\n", "429", false)]
    public async Task Get_NoSuccess_SaysWhyAndWhetherToAskAgain(string answer, string named, bool isFinal)
    {
        using var server = new OneAnswer(answer.Replace("{0}", new string('a', 101), StringComparison.Ordinal));
        using var http = Http(allowPrivate: true);

        var refused = await Assert.ThrowsAsync<OutboundException>(() => http.GetAsync(server.Address, 100, default));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Equal(isFinal, refused.IsFinal);
    }

    private static OutboundHttp Http(bool allowPrivate) => new(Options.Create(new OutboundOptions { AllowPrivateAddresses = allowPrivate }));

    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _serving;

        public OneAnswer(string answer)
        {
            _listener.Start();
            _serving = ServeAsync(answer);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public Uri Address => new($"http://127.0.0.1:{Port}/");

        public bool WasCalled { get; private set; }

        public void Dispose()
        {
            _listener.Stop();
            _serving.Wait(TimeSpan.FromSeconds(5));
        }

        private async Task ServeAsync(string answer)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                WasCalled = true;
                var stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[10]);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                await Task.Delay(200);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
            {
                // Stopped before anybody came, or left early.
            }
        }
    }
}
