using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;

namespace CloudWorkspaces.AzureServices;

/// <summary>Makes the ARM client that the settings ask for.</summary>
internal static class ArmClients
{
    public static ArmClient Create(ArmOptions options)
    {
        TokenCredential credential = options.Token is { Length: > 0 } token
            ? new FixedTokenCredential(token)
            : new DefaultAzureCredential();
        var client = new ArmClientOptions
        {
            Environment = new ArmEnvironment(options.Endpoint, ArmEnvironment.AzurePublicCloud.Audience),
            // A PUT whose answer was lost must not be sent again unseen: it would start the group's containers anew.
            // Activities and the janitor try again, and look first.
            Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(30) },
        };
        client.AddPolicy(new TimeoutPolicy(), HttpPipelinePosition.PerCall);
        if (options.CertificateThumbprint is { Length: > 0 } thumbprint)
        {
            client.Transport = PinnedTransport.Create(thumbprint);
        }

        return new ArmClient(credential, options.SubscriptionId, client);
    }
}
