using System.Diagnostics;
using CloudWorkspaces.Local.Arm.Engine;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>The container engine's command line, which builds images in the engine's own store.</summary>
internal sealed class BuildProcess(ContainerEngine engine, IOptions<RegistryOptions> options)
{
    private const string AptTarget = "/etc/apt/sources.list.d";

    /// <summary>The command ends when standard input is closed, which the kernel does for an emulator that was killed.</summary>
    private const string Script = """
        exec 3<&0
        "$@" </dev/null &
        build=$!
        (cat <&3; kill $build) >/dev/null 2>&1 &
        wait $build
        """;

    private string Engine => engine.IsPodman ? "podman" : "docker";

    /// <summary>Gives the command's exit code; its output is appended to the log.</summary>
    public Task<int> BuildAsync(BuildRequest request, string folder, string log, CancellationToken cancellationToken)
    {
        List<string> arguments = [Engine, "build", "--file", Path.Combine(folder, request.DockerFile)];
        foreach (var name in request.ImageNames)
        {
            arguments.AddRange(["--tag", ImageName(name)]);
        }

        foreach (var (name, value) in request.Arguments)
        {
            arguments.AddRange(["--build-arg", $"{name}={value}"]);
        }

        if (engine.IsPodman)
        {
            arguments.AddRange(["--network", "host", "--format", "docker", "--force-rm"]);
            arguments.AddRange(["--ulimit", "nproc=16384:16384", "--ulimit", "nofile=16384:16384"]);
            if (options.Value.AptFolder is { Length: > 0 } apt)
            {
                arguments.AddRange(["--volume", $"{apt}:{AptTarget}:ro", "--build-arg", $"APT_CONFIG={AptTarget}/machine.conf"]);
            }
        }

        return RunAsync([.. arguments, folder], log, cancellationToken);
    }

    /// <summary>Images live in the engine's store, where those without a registry are of localhost.</summary>
    public static string ImageName(string name) => $"localhost/{name}";

    private static async Task<int> RunAsync(IEnumerable<string> command, string log, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        await using var writer = new StreamWriter(log, append: true) { AutoFlush = true };
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        void Write(string? line)
        {
            if (line is not null)
            {
                lock (writer)
                {
                    writer.WriteLine(line);
                }
            }
        }
    }
}
