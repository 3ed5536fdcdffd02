using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Lab;

namespace CloudWorkspaces.Agent.Tests.Sessions;

public sealed class LabArgumentsTests
{
    [Theory]
    [InlineData(false, "--ServerApp.ip=0.0.0.0")]
    [InlineData(true, "--ServerApp.ip=127.0.0.1")]
    public void Of_BehindAProxy_ListensToItAlone(bool behindProxy, string expected)
    {
        var arguments = LabArguments.Of(
            new SessionJob
            {
                Workspace = "default",
                SessionId = "id",
                Attempt = 1,
                Port = 8888,
                BasePath = "/id/",
                BehindProxy = behindProxy,
                ActivitySeconds = 15,
                Blobs = new Dictionary<string, Uri>(),
                ExpiresOn = DateTimeOffset.UnixEpoch,
            },
            "/home/jovyan");

        Assert.Contains(expected, arguments);
        Assert.Contains("--ServerApp.base_url=/id/", arguments);
        Assert.Contains("--ServerApp.root_dir=/home/jovyan", arguments);
        Assert.Contains("--KernelManager.transport=ipc", arguments);
        Assert.DoesNotContain(arguments, argument => argument.Contains("token", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(arguments, argument => argument.Contains("allow_origin", StringComparison.Ordinal));
    }
}
