using System.Net;
using System.Net.Sockets;
using Yarp.ReverseProxy.Forwarder;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>
/// An HTTP proxy on a unix socket that no container sees: it passes requests below one path on to a host address and
/// answers 403 to all others. Groups' connections to that address are relayed to it.
/// </summary>
internal sealed class PathFilter : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client;
    private readonly UnixDomainSocketEndPoint _endpoint;

    private PathFilter(WebApplication app, HttpMessageInvoker client, UnixDomainSocketEndPoint endpoint) =>
        (_app, _client, _endpoint) = (app, client, endpoint);

    public static async Task<PathFilter> StartAsync(
        IPEndPoint target, string pathPrefix, CancellationToken cancellationToken)
    {
        // An abstract socket: no file to leave behind, and out of reach from other network namespaces.
        var endpoint = new UnixDomainSocketEndPoint($"\0cw-arm-{Guid.NewGuid():N}");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddHttpForwarder().AddLogging();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(endpoint);
        });
        var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
        });
        var app = builder.Build();
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(async context =>
        {
            // Kestrel has resolved dot segments and escapes by now, and what it resolved is what is passed on.
            if (!context.Request.Path.Value!.StartsWith(pathPrefix, StringComparison.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                await context.Response.WriteAsync($"Only {pathPrefix} can be reached from here.\n");
                return;
            }

            await forwarder.SendAsync(context, $"http://{target}", client, ForwarderRequestConfig.Empty);
        });
        await app.StartAsync(cancellationToken);
        return new PathFilter(app, client, endpoint);
    }

    public async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(_endpoint, cancellationToken);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }
}
