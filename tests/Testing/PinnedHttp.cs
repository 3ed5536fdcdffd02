using System.Security.Cryptography;

namespace CloudWorkspaces.Testing;

/// <summary>HTTP clients that trust exactly one certificate.</summary>
public static class PinnedHttp
{
    /// <param name="thumbprint">SHA-256 in hexadecimal, asked for at each handshake.</param>
    public static HttpClient Client(Uri address, Func<string> thumbprint) =>
        new(Handler(thumbprint)) { BaseAddress = address };

    /// <param name="thumbprint">SHA-256 in hexadecimal, asked for at each handshake.</param>
    public static SocketsHttpHandler Handler(Func<string> thumbprint) => new()
    {
        UseProxy = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => string.Equals(
                certificate?.GetCertHashString(HashAlgorithmName.SHA256),
                thumbprint(),
                StringComparison.OrdinalIgnoreCase),
        },
    };
}
