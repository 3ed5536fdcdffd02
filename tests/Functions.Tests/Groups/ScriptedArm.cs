using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Functions.Tests.Groups;

/// <summary>An HTTPS server in ARM's place that answers as a test says and keeps what it was asked.</summary>
internal sealed class ScriptedArm : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly int _port;
    private readonly string _thumbprint;

    private ScriptedArm(WebApplication app, int port, string thumbprint) =>
        (_app, _port, _thumbprint) = (app, port, thumbprint);

    public ConcurrentQueue<(string Method, string Path, string Body)> Requests { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    };

    public ArmOptions Options => new()
    {
        Endpoint = new Uri($"https://127.0.0.1:{_port}"),
        CertificateThumbprint = _thumbprint,
        Token = "secret",
        SubscriptionId = "00000000-0000-0000-0000-000000000001",
        ResourceGroup = "rg",
        Location = "westeurope",
        Deployment = "here",
    };

    public static async Task<ScriptedArm> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = Ports.Free();
        var certificate = SelfSigned.Create();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(certificate)));
        var arm = new ScriptedArm(builder.Build(), port, certificate.GetCertHashString(HashAlgorithmName.SHA256));
        arm._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            arm.Requests.Enqueue((context.Request.Method, context.Request.Path, await reader.ReadToEndAsync()));
            await arm.Answer(context);
        });
        await arm._app.StartAsync();
        return arm;
    }

    public static Task WriteErrorAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { code, message } });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
