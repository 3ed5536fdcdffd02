using System.Diagnostics;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Git;

/// <summary>The image's git, run as the user, in one folder, without the settings of anybody's home.</summary>
internal sealed class GitProcess(
    string program, LocalUser user, IReadOnlyDictionary<string, string> environment, string folder)
{
    private const int MaxErrors = 4_000;
    private const int OomScore = 700;

    /// <summary>Nothing but HTTP, no hooks, no questions, and an end to a server that has fallen silent.</summary>
    private static readonly string[] Settings =
    [
        "protocol.allow=never", "protocol.http.allow=always", "protocol.https.allow=always",
        "core.hooksPath=/dev/null", "credential.helper=", "http.lowSpeedLimit=1", "http.lowSpeedTime=60",
        "init.defaultBranch=main", "advice.detachedHead=false",
    ];

    /// <summary>Null when no folder of <paramref name="path"/> has git.</summary>
    public static string? Find(string? path) => (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(found => Path.Combine(found, "git"))
        .FirstOrDefault(File.Exists);

    /// <summary>Kills git, and what it has started, when cancelled.</summary>
    /// <param name="arguments">The command.</param>
    /// <param name="more">Settings and variables for this command alone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<GitResult> RunAsync(
        IReadOnlyList<string> arguments, GitExtras more, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Start(arguments, more))!;
        var output = ReadAsync(process.StandardOutput.BaseStream);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        var text = await errors;
        return new(process.ExitCode, await output, text.Length > MaxErrors ? text[^MaxErrors..] : text);
    }

    private ProcessStartInfo Start(IReadOnlyList<string> arguments, GitExtras more)
    {
        string[] command = [program, .. Settings.Concat(more.Settings).SelectMany(setting => (string[])["-c", setting]), .. arguments];
        var start = new ProcessStartInfo(Environment.ProcessPath!, ExecAs.Arguments(user, OomScore, command))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Concat(more.Variables))
        {
            start.Environment[name] = value;
        }

        // Of home's settings and of the terminal a run knows nothing; git's own words are looked at in English.
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        start.Environment["PWD"] = folder;
        return start;
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer);
        return buffer.ToArray();
    }
}
