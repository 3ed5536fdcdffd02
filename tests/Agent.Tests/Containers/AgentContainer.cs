using System.Buffers.Text;
using System.Globalization;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>A container that runs the agent, as a container group's main container would.</summary>
internal sealed class AgentContainer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private AgentContainer(string name, ChildProcess process) => (Name, _process) = (name, process);

    public string Name { get; }

    public string Output => _process.Output;

    public bool HasExited => _process.HasExited;

    /// <param name="options">Further arguments of <c>podman run</c>.</param>
    public static AgentContainer Start(AgentApp app, string image, params string[] options) =>
        Start(image,
        [
            "--env", $"CLOUD_WORKSPACES_AGENT_ENDPOINT={app.Endpoint}",
            "--env", $"CLOUD_WORKSPACES_AGENT_KEY={Base64Url.EncodeToString(app.Key)}",
            .. options,
        ]);

    public static AgentContainer Start(string image, IEnumerable<string> options)
    {
        var name = $"cwagent-test-{Guid.NewGuid():N}";
        string[] arguments =
        [
            "run", "--name", name, "--network", "host",
            "--ulimit", "nproc=16384:16384", "--ulimit", "nofile=16384:16384",
            "--volume", $"{LocalTools.AgentBinary}:/opt/agent/agent:ro",
            .. options, image, "/opt/agent/agent", "run",
        ];
        return new AgentContainer(name, ChildProcess.Start("podman", arguments, Path.GetTempPath()));
    }

    /// <summary>Fails with all that the container printed.</summary>
    public async Task ExitsAsync(int expected, TimeSpan? deadline = null)
    {
        var code = await WaitAsync(deadline);
        Assert.True(code == expected, $"Exit code {code} instead of {expected}:\n{Output}");
    }

    public async Task<int> WaitAsync(TimeSpan? deadline = null)
    {
        var limit = deadline ?? TimeSpan.FromSeconds(90);
        try
        {
            await Eventually.TrueAsync(() => _process.HasExited, limit, $"{Name} ends");
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{Output}", exception);
        }

        return int.Parse(
            await Podman("inspect", "--format", "{{.State.ExitCode}}", Name), CultureInfo.InvariantCulture);
    }

    public Task SignalAsync(string signal) => Podman("kill", "--signal", signal, Name);

    public Task<string> ExecAsync(params string[] command) => Podman(["exec", Name, .. command]);

    public async ValueTask DisposeAsync()
    {
        await Podman("rm", "--force", "--time", "0", "--ignore", Name);
        await _process.DisposeAsync();
    }

    /// <summary>The command's standard output and error; ends with the command.</summary>
    public static async Task<string> Podman(params string[] arguments)
    {
        await using var process = ChildProcess.Start("podman", arguments, Path.GetTempPath());
        // Not HasExited: the last of the output may come after the end.
        await process.EndAsync(TimeSpan.FromSeconds(60));
        return process.Output.Trim();
    }
}
