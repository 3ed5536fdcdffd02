using Docker.DotNet;
using Docker.DotNet.Models;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>Streams from and to running containers. All throw DockerApiException if the container does not run.</summary>
internal sealed class ContainerStreams(ContainerEngine engine)
{
    /// <summary>Starts a program on a terminal; what is written to the stream are its keys.</summary>
    public async Task<MultiplexedStream> ExecAsync(string id, ExecCommand command, CancellationToken cancellationToken)
    {
        var size = command is { Rows: { } rows, Columns: { } columns }
            ? new ConsoleSize { Height = (ulong)rows, Width = (ulong)columns }
            : null;
        var parameters = new ContainerExecCreateParameters
        {
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
            TTY = true,
            ConsoleSize = size!,
            Cmd = [command.Program],
        };
        var created = await engine.Client.Exec.CreateContainerExecAsync(id, parameters, cancellationToken);
        var stream = await engine.Client.Exec.StartContainerExecAsync(
            created.ID, new ContainerExecStartParameters { TTY = true, ConsoleSize = size! }, cancellationToken);
        if (command is { Rows: { } height, Columns: { } width })
        {
            await engine.Client.Exec.ResizeExecTtyAsync(
                created.ID, new ContainerResizeParameters { Height = height, Width = width }, cancellationToken);
        }

        return stream;
    }

    /// <summary>Runs a command to its end; gives the exit code and what it wrote.</summary>
    public async Task<(long ExitCode, string Output)> RunAsync(
        string id, IEnumerable<string> command, CancellationToken cancellationToken)
    {
        var parameters = new ContainerExecCreateParameters { AttachStdout = true, AttachStderr = true, Cmd = [.. command] };
        var created = await engine.Client.Exec.CreateContainerExecAsync(id, parameters, cancellationToken);
        using var stream = await engine.Client.Exec.StartContainerExecAsync(
            created.ID, new ContainerExecStartParameters(), cancellationToken);
        var (output, error) = await stream.ReadOutputToEndAsync(cancellationToken);
        var ended = await engine.Client.Exec.InspectContainerExecAsync(created.ID, cancellationToken);
        return (ended.ExitCode ?? 0, output + error);
    }

    /// <summary>What the container writes from now on, to standard output and error.</summary>
    public Task<MultiplexedStream> AttachAsync(string id, CancellationToken cancellationToken) =>
        engine.Client.Containers.AttachContainerAsync(
            id, new ContainerAttachParameters { Stream = true, Stdout = true, Stderr = true }, cancellationToken);
}
