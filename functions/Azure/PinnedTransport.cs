using System.Security.Cryptography;
using Azure.Core.Pipeline;

namespace CloudWorkspaces.AzureServices;

/// <summary>HTTPS that trusts one certificate in place of the machine's authorities.</summary>
internal static class PinnedTransport
{
    /// <param name="thumbprint">SHA-256 of the certificate, hexadecimal.</param>
    public static HttpClientTransport Create(string thumbprint) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => string.Equals(
                certificate?.GetCertHashString(HashAlgorithmName.SHA256), thumbprint, StringComparison.OrdinalIgnoreCase),
        },
    });
}
