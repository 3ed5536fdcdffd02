using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Tls;

/// <summary>The one HTTP client of the process, for the agent endpoint and the blobs alike.</summary>
internal static class AgentHttp
{
    public static HttpClient Create(string? extraPem)
    {
        // An openssl.cnf of the image may name providers that only the image's own OpenSSL can load.
        _ = NativeMethods.SetEnvironment("OPENSSL_CONF", "/dev/null", 1);
        return new HttpClient(new ByScheme(extraPem)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static HttpMessageInvoker CreatePool(System.Security.Cryptography.X509Certificates.X509ChainPolicy? policy) =>
        new(new SocketsHttpHandler
        {
            // A proxy that the image sets for its users must not carry the agent's signed addresses.
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = { CertificateChainPolicy = policy },
        });

    /// <summary>Reads the certificates, which costs some milliseconds, at the first request that needs them.</summary>
    private sealed class ByScheme(string? extraPem) : HttpMessageHandler
    {
        private readonly Lazy<HttpMessageInvoker> _plain = new(() => CreatePool(null));
        private readonly Lazy<HttpMessageInvoker> _secure = new(() => CreatePool(TrustedRoots.CreatePolicy(extraPem)));

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            (request.RequestUri!.Scheme == Uri.UriSchemeHttps ? _secure : _plain).Value.SendAsync(request, cancellationToken);
    }
}
