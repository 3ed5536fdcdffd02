using System.Text.RegularExpressions;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>The alternative: Debian's rclone, on the host, with as many transfers at once as the agent has.</summary>
internal sealed partial class Rclone(string connection) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cw-rclone-");

    /// <summary>Fetches everything below a prefix, rewrites it, and copies it back; in milliseconds.</summary>
    public async Task<(double Fetched, double Written)> RoundAsync(string prefix)
    {
        var local = Path.Combine(_folder.FullName, "data");
        var fetched = await Timing.MillisecondsAsync(() => RunAsync("copy", $":azureblob:{prefix}", local));
        foreach (var file in Directory.EnumerateFiles(local, "*", SearchOption.AllDirectories))
        {
            var content = new byte[new FileInfo(file).Length];
            Random.Shared.NextBytes(content);
            await File.WriteAllBytesAsync(file, content);
        }

        var written = await Timing.MillisecondsAsync(() => RunAsync("copy", local, $":azureblob:{prefix}"));
        Directory.Delete(local, recursive: true);
        return (fetched, written);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task RunAsync(params string[] arguments)
    {
        await using var process = ChildProcess.Start(
            "rclone",
            [
                "--config", "/dev/null", "--azureblob-use-emulator", "--azureblob-endpoint", Endpoint().Match(connection).Groups[1].Value,
                "--transfers", "16", "--checkers", "16", .. arguments,
            ],
            _folder.FullName);
        await process.EndAsync(Deadline);
        if (process.Output.Contains("ERROR", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"rclone {string.Join(' ', arguments)}:\n{process.Output}");
        }
    }

    [GeneratedRegex("BlobEndpoint=([^;]+)")]
    private static partial Regex Endpoint();
}
