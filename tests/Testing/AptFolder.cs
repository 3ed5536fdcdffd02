using System.Diagnostics;

namespace CloudWorkspaces.Testing;

/// <summary>How this machine's apt reaches Debian, as a folder that builds of images are given.</summary>
public sealed class AptFolder : IDisposable
{
    private const string Script = """
        set -euo pipefail; . "$1/infra/local/lib/apt.sh"; write_apt_configuration "$2"
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cw-apt-");

    private AptFolder()
    {
    }

    public string Path => _folder.FullName;

    public static async Task<AptFolder> CreateAsync()
    {
        var folder = new AptFolder();
        using var process = Process.Start("bash", ["-c", Script, "bash", LocalTools.RepositoryRoot, folder.Path]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0
            ? folder
            : throw new InvalidOperationException("apt's configuration could not be written.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
