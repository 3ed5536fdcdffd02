using System.Diagnostics;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>The result notebook as HTML, by the image's nbconvert.</summary>
internal sealed class HtmlReport(Workbench bench, RunFolders folders, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Why <see cref="MakeAsync"/> returned null.</summary>
    public string Problem { get; private set; } = "";

    public async Task<byte[]?> MakeAsync(byte[] notebook)
    {
        // The name is the user's to change; what it points to now is not the agent's to overwrite.
        File.Delete(folders.Result);
        File.Delete(folders.Html);
        await File.WriteAllBytesAsync(folders.Result, notebook);
        RunFolders.Give(folders.Result, bench.User);
        var (exitCode, errors) = await ConvertAsync();
        if (exitCode == 0 && FileKind.IsRegular(folders.Html))
        {
            return await File.ReadAllBytesAsync(folders.Html);
        }

        Problem = $"nbconvert ended with exit code {exitCode}: {errors.Trim().Split('\n')[^1]}";
        return null;
    }

    private async Task<(int ExitCode, string Errors)> ConvertAsync()
    {
        string[] command =
        [
            bench.Python, "-s", "-m", "nbconvert", "--to", "html", "--log-level", "ERROR",
            "--output-dir", Path.GetDirectoryName(folders.Html)!, "--output", Path.GetFileName(folders.Html), folders.Result,
        ];
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, ExecAs.Arguments(bench.User, PapermillProcess.OomScore, command))
        {
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(folders.Html),
        };
        start.Environment.Clear();
        foreach (var (name, value) in bench.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var exit = process.WaitForExitAsync();
        if (await Task.WhenAny(exit, Task.Delay(Limit, time)) != exit)
        {
            process.Kill(entireProcessTree: true);
        }

        await exit;
        return (process.ExitCode, await errors);
    }
}
