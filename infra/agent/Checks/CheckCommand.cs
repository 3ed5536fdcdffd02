using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Tls;

namespace CloudWorkspaces.Agent.Checks;

/// <summary>
/// <c>agent check</c>: reports as JSON whether the image can be an environment, on standard output and to the signed
/// address of a blob where the settings name one.
/// </summary>
internal static class CheckCommand
{
    public const string ReportVariable = AgentSettings.Prefix + "REPORT";

    private const int Lacking = 1;
    private const int MaxTries = 5;
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(1);

    /// <summary>0 when nothing lacks, 1 when something does or the report could not be stored.</summary>
    public static async Task<int> ExecuteAsync()
    {
        var user = File.Exists("/etc/passwd") ? LocalUser.Find(File.ReadLines("/etc/passwd"), "jovyan") : null;
        var found = await AskPythonAsync(user);
        var git = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "git")));
        var report = (found ?? new ImageReport()) with { Git = git, Lacks = CheckRules.Lacks(user, git, found) };
        var json = JsonSerializer.SerializeToUtf8Bytes(report, AgentJson.Default.ImageReport);
        Console.WriteLine(Encoding.UTF8.GetString(json));
        var stored = Environment.GetEnvironmentVariable(ReportVariable) is not { Length: > 0 } address ||
            await StoreAsync(new Uri(address), json);
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
        start.Environment.Remove(ReportVariable);
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

    private static async Task<bool> StoreAsync(Uri address, byte[] json)
    {
        using var http = AgentHttp.Create(Environment.GetEnvironmentVariable(TrustedRoots.ExtraVariable));
        for (var tries = 1; ; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(json) };
            request.Headers.Add("x-ms-blob-type", "BlockBlob");
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var deadline = new CancellationTokenSource(s_deadline);
            try
            {
                using var answer = await http.SendAsync(request, deadline.Token);
                answer.EnsureSuccessStatusCode();
                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                Console.Error.WriteLine($"agent: the report was not stored: {exception.Message}");
                if (tries == MaxTries)
                {
                    return false;
                }
            }

            await Task.Delay(s_between);
        }
    }

    private static string Script()
    {
        using var stream = typeof(CheckCommand).Assembly.GetManifestResourceStream("check.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
