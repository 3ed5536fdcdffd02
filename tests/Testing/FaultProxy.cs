using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace CloudWorkspaces.Testing;

/// <summary>
/// Stands between the product and one of the services it calls, and tells the test of each request: before it goes
/// on, and after the service has answered. A fault is what the test does at that moment, such as killing the caller.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client;

    private FaultProxy(WebApplication app, HttpMessageInvoker client, Uri address, string? thumbprint)
    {
        (_app, _client, Address, CertificateThumbprint) = (app, client, address, thumbprint);
    }

    public Uri Address { get; }

    /// <summary>SHA-256 of the proxy's certificate in hexadecimal; null over HTTP.</summary>
    public string? CertificateThumbprint { get; }

    /// <summary>Awaited before a request is passed on. The body is buffered and may be read.</summary>
    public Func<HttpRequest, Task>? BeforeForward { get; set; }

    /// <summary>Awaited when the service has answered and the answer has not been passed on.</summary>
    public Func<HttpRequest, Task>? AfterForward { get; set; }

    /// <param name="target">The service; only scheme, host and port count.</param>
    /// <param name="targetThumbprint">SHA-256 of the service's own certificate, for HTTPS.</param>
    public static async Task<FaultProxy> StartAsync(Uri target, string? targetThumbprint = null)
    {
        var https = target.Scheme == Uri.UriSchemeHttps;
        var certificate = https ? SelfSigned.Create() : null;
        var port = Ports.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    string.Equals(certificate?.GetCertHashString(HashAlgorithmName.SHA256), targetThumbprint, StringComparison.OrdinalIgnoreCase),
            },
        });
        var app = builder.Build();
        var address = new Uri($"{target.Scheme}://127.0.0.1:{port}");
        var thumbprint = certificate?.GetCertHashString(HashAlgorithmName.SHA256);
        var proxy = new FaultProxy(app, client, address, thumbprint);
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        var transformer = new AnswerHook(proxy);
        app.Run(async context =>
        {
            context.Request.EnableBuffering();
            if (proxy.BeforeForward is { } before)
            {
                await before(context.Request);
                context.Request.Body.Position = 0;
            }

            await forwarder.SendAsync(
                context, target.GetLeftPart(UriPartial.Authority), client, ForwarderRequestConfig.Empty, transformer);
        });
        await app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private sealed class AnswerHook(FaultProxy proxy) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext context, HttpRequestMessage request, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(context, request, destinationPrefix, cancellationToken);
            // Links in answers, such as an operation's address, must lead through the proxy again.
            request.Headers.Host = context.Request.Host.Value;
        }

        public override async ValueTask<bool> TransformResponseAsync(
            HttpContext context, HttpResponseMessage? response, CancellationToken cancellationToken)
        {
            if (proxy.AfterForward is { } after)
            {
                await after(context.Request);
            }

            return await base.TransformResponseAsync(context, response, cancellationToken);
        }
    }
}
