using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Packages;

/// <summary><see cref="PackagesCommand"/> in a process of the user's.</summary>
internal sealed class PackageProcess(LocalUser user)
{
    /// <summary>A report of problems alone when it is killed, fails or takes until <paramref name="cancellationToken"/>.</summary>
    /// <exception cref="OperationCanceledException">It took too long, and was killed.</exception>
    public async Task<PackageReport> RunAsync(PackageTask task, CancellationToken cancellationToken)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(
            program, ExecAs.Arguments(user, PapermillProcess.OomScore, [program, PackagesCommand.Command]))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        try
        {
            using var process = Process.Start(start)!;
            return await TalkAsync(process, task, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or Win32Exception or JsonException)
        {
            return Failed(exception.Message);
        }
    }

    private static async Task<PackageReport> TalkAsync(
        Process process, PackageTask task, CancellationToken cancellationToken)
    {
        try
        {
            var line = JsonSerializer.Serialize(task, AgentJson.Default.PackageTask);
            await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 && JsonSerializer.Deserialize(output, AgentJson.Default.PackageReport) is { } report
                ? report
                : Failed($"exit code {process.ExitCode}: {(await errors).Trim().Split('\n')[^1]}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static PackageReport Failed(string reason) => new() { Failure = reason };
}
