using System.Net;
using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>A server on the host's loopback that answers every request with its name, the path and the body.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandIn(WebApplication app, int port) => (_app, Port) = (app, port);

    public int Port { get; }

    public static async Task<StandIn> StartAsync(string name)
    {
        var port = Ports.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.Run(async context =>
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            await context.Response.WriteAsync($"{name} {context.Request.Method} {context.Request.Path} {body}\n");
        });
        await app.StartAsync();
        return new StandIn(app, port);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
