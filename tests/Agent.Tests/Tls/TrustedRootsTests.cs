using System.Security.Cryptography.X509Certificates;
using CloudWorkspaces.Agent.Tls;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Tls;

public sealed class TrustedRootsTests
{
    [Fact]
    public void CreatePolicy_ExtraAuthority_IsTrustedBesideTheBundle()
    {
        using var extra = SelfSigned.Create();
        var bundle = TrustedRoots.CreatePolicy(null).CustomTrustStore.Count;

        var policy = TrustedRoots.CreatePolicy(extra.ExportCertificatePem());

        Assert.True(bundle > 100, $"{bundle} certificates are built in");
        Assert.Equal(bundle + 1, policy.CustomTrustStore.Count);
        Assert.Equal(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
    }
}
