using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>Finds the engine's unix socket, or starts a podman service that ends with the emulator.</summary>
internal sealed partial class EngineSocket(IOptions<ArmOptions> options, ILogger<EngineSocket> logger) : IDisposable
{
    private static readonly string[] WellKnown = ["/var/run/docker.sock", "/run/podman/podman.sock"];

    private PodmanService? _service;

    public async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        if (options.Value.EngineSocket is { } configured)
        {
            return configured;
        }

        var host = Environment.GetEnvironmentVariable("DOCKER_HOST");
        var candidates = host?.StartsWith("unix://", StringComparison.Ordinal) is true
            ? WellKnown.Prepend(host["unix://".Length..])
            : WellKnown;
        foreach (var candidate in candidates)
        {
            if (await AcceptsAsync(candidate, cancellationToken))
            {
                return candidate;
            }
        }

        var own = Path.Combine(options.Value.StateFolder, "podman.sock");
        LogOwnService(own);
        _service = new PodmanService(own);
        await _service.StartAsync(cancellationToken);
        return own;
    }

    public void Dispose() => _service?.Dispose();

    public static async Task<bool> AcceptsAsync(string path, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "No engine answers; starting podman on {Socket}")]
    private partial void LogOwnService(string socket);
}
