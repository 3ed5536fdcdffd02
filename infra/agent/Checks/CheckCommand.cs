using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Checks;

/// <summary>
/// <c>agent check</c>: reports as JSON whether the image can be an environment, on standard output and to the signed
/// address of a blob where the settings name one.
/// </summary>
internal static class CheckCommand
{
    private const int Lacking = 1;
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>0 when nothing lacks, 1 when something does or the report could not be stored.</summary>
    public static async Task<int> ExecuteAsync()
    {
        var user = File.Exists("/etc/passwd") ? LocalUser.Find(File.ReadLines("/etc/passwd"), "jovyan") : null;
        var found = await AskPythonAsync(user);
        var git = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "git")));
        var report = (found ?? new ImageReport()) with { Git = git, Lacks = CheckRules.Lacks(user, git, found) };
        var json = JsonSerializer.SerializeToUtf8Bytes(report, AgentJson.Default.ImageReport);
        Console.WriteLine(Encoding.UTF8.GetString(json));
        var stored = Environment.GetEnvironmentVariable(Report.AddressVariable) is not { Length: > 0 } address ||
            await Report.StoreAsync(new Uri(address), json);
        return stored && report.Lacks.Count == 0 ? 0 : Lacking;
    }

    private static async Task<ImageReport?> AskPythonAsync(LocalUser? user)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        string[] command = [PapermillScript.FindPython(path) ?? "python3", "-c", Script()];
        var arguments = user is null ? null : ExecAs.Arguments(user, PapermillProcess.OomScore, command);
        var start = arguments is null
            ? new ProcessStartInfo(command[0], command[1..])
            : new ProcessStartInfo(Environment.ProcessPath!, arguments);
        start.RedirectStandardOutput = true;
        start.Environment.Remove(Report.AddressVariable);
        start.Environment["HOME"] = user?.Home ?? "/tmp";
        try
        {
            using var deadline = new CancellationTokenSource(s_deadline);
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0 ? JsonSerializer.Deserialize(output, AgentJson.Default.ImageReport) : null;
        }
        catch (Exception exception) when (
            exception is System.ComponentModel.Win32Exception or JsonException or OperationCanceledException)
        {
            Console.Error.WriteLine($"agent: {command[0]} could not be asked: {exception.Message}");
            ProcessTree.KillDescendants();
            return null;
        }
    }

    private static string Script()
    {
        using var stream = typeof(CheckCommand).Assembly.GetManifestResourceStream("check.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
