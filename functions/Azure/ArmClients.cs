using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;

namespace CloudWorkspaces.AzureServices;

/// <summary>Makes the ARM client that the settings ask for.</summary>
internal static class ArmClients
{
    /// <summary>One try and three more, within a few seconds: longer waits belong to an orchestration.</summary>
    private const int Retries = 3;

    public static ArmClient Create(ArmOptions options)
    {
        TokenCredential credential = options.Token is { } token
            ? new FixedTokenCredential(token)
            : new DefaultAzureCredential();
        var client = new ArmClientOptions
        {
            Environment = new ArmEnvironment(options.Endpoint, ArmEnvironment.AzurePublicCloud.Audience),
            Retry =
            {
                MaxRetries = Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(2),
                NetworkTimeout = TimeSpan.FromSeconds(30),
            },
        };
        if (options.CertificateThumbprint is { } thumbprint)
        {
            client.Transport = new HttpClientTransport(Pinned(thumbprint));
        }

        return new ArmClient(credential, options.SubscriptionId, client);
    }

    private static SocketsHttpHandler Pinned(string thumbprint) => new()
    {
        UseProxy = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => string.Equals(
                certificate?.GetCertHashString(HashAlgorithmName.SHA256), thumbprint, StringComparison.OrdinalIgnoreCase),
        },
    };
}
