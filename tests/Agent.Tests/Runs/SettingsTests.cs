using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Tests.Runs;

public sealed class SettingsTests
{
    [Theory]
    [InlineData(null, "AAAA", "CLOUD_WORKSPACES_AGENT_ENDPOINT")]
    [InlineData("not an address", "AAAA", "CLOUD_WORKSPACES_AGENT_ENDPOINT")]
    [InlineData("ftp://x/y", "AAAA", "CLOUD_WORKSPACES_AGENT_ENDPOINT")]
    [InlineData("http://x/y", null, "CLOUD_WORKSPACES_AGENT_KEY")]
    [InlineData("http://x/y", "a+/=", "CLOUD_WORKSPACES_AGENT_KEY")]
    public void Read_VariableIsWrong_NamesIt(string? endpoint, string? key, string expected)
    {
        var settings = AgentSettings.Read(name => name == AgentSettings.EndpointVariable ? endpoint : key, out var error);

        Assert.Null(settings);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ContainerVariables_KeepsTheUsersAndHidesTheAgents()
    {
        var container = new Dictionary<string, string>
        {
            ["CLOUD_WORKSPACES_AGENT_KEY"] = "secret",
            ["CLOUD_WORKSPACES_AGENT_ENDPOINT"] = "http://x",
            ["CLOUD_WORKSPACES_WORKSPACE"] = "default",
            ["HOME"] = "/root",
            ["PATH"] = "/usr/bin",
            ["JUPYTER_RUNTIME_DIR"] = "/run/jupyter",
        };
        var user = new LocalUser("jovyan", 1000, 1000, "/home/jovyan");

        var environment = NotebookEnvironment.Create(container, user, new RunFolders());

        Assert.DoesNotContain(environment, pair => pair.Value is "secret" or "http://x");
        Assert.Equal("/home/jovyan", environment["HOME"]);
        Assert.Equal("jovyan", environment["USER"]);
        Assert.Equal("/tmp/cloud-workspaces/python/bin:/usr/bin", environment["PATH"]);
        Assert.Equal("/run/jupyter", environment["JUPYTER_RUNTIME_DIR"]);
        Assert.Equal("/work/outputs", environment["CLOUD_WORKSPACES_OUTPUTS"]);
        Assert.StartsWith("/tmp/", environment["IPYTHONDIR"], StringComparison.Ordinal);
    }
}
