using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Tests.Endpoint;

public sealed class RequestSignatureTests
{
    /// <summary>
    /// Computed with openssl: printf 'POST\n/api/agent/runs/ws/id/1/start\n1800000000\n%s' "$(printf '{}' | sha256sum | cut -c-64)"
    /// | openssl dgst -sha256 -hmac key.
    /// </summary>
    [Fact]
    public void Parameter_KnownRequest_IsWhatTheContractSays()
    {
        var parameter = RequestSignature.Parameter(
            "key"u8.ToArray(), "POST", "/api/agent/runs/ws/id/1/start", DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
            "{}"u8);

        Assert.Equal("t=1800000000,s=iS8987L1BSeiLpFihUtA-iDvs0ydkN5I8vZnpbp7i7E", parameter);
    }
}
