using System.Security.Cryptography.X509Certificates;

namespace CloudWorkspaces.Agent.Tls;

/// <summary>
/// The certificate authorities the agent trusts: Debian's bundle as of the build, and those of the environment
/// variable. The image's own store is not asked, since it may be missing.
/// </summary>
internal static class TrustedRoots
{
    /// <summary>Environment variable with further authorities: PEM text, any number of certificates.</summary>
    public const string ExtraVariable = "CLOUD_WORKSPACES_AGENT_CA";

    public static X509ChainPolicy CreatePolicy(string? extraPem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(ReadBundle());
        if (!string.IsNullOrWhiteSpace(extraPem))
        {
            policy.CustomTrustStore.ImportFromPem(extraPem);
        }

        return policy;
    }

    private static string ReadBundle()
    {
        using var stream = typeof(TrustedRoots).Assembly.GetManifestResourceStream("ca-certificates.crt");
        if (stream is null)
        {
            return "";
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
