using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>Stands between an emulator and the engine, and answers some requests in its place with an error.</summary>
internal sealed class EngineProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client;

    private EngineProxy(WebApplication app, HttpMessageInvoker client, string path) => (_app, _client, SocketPath) = (app, client, path);

    public string SocketPath { get; }

    /// <summary>Whether a request is answered with 500 and does not come to the engine.</summary>
    public Func<HttpRequest, bool> Fails { get; set; } = _ => false;

    public static async Task<EngineProxy> StartAsync(string engineSocket, string folder)
    {
        var path = Path.Combine(folder, "proxy.sock");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(path));
        var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(engineSocket), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var app = builder.Build();
        var proxy = new EngineProxy(app, client, path);
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(async context =>
        {
            if (proxy.Fails(context.Request))
            {
                context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
                await context.Response.WriteAsJsonAsync(new { message = "it is tired" });
                return;
            }

            await forwarder.SendAsync(context, "http://engine", client);
        });
        await app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }
}
