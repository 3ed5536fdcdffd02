using System.Diagnostics;
using System.Formats.Tar;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>An image of 2 MB with nothing but busybox, made of Debian's package busybox-static.</summary>
internal static class TestImage
{
    public const string Name = "localhost/cloud-workspaces/test-busybox:1";

    private const string Busybox = "/bin/busybox";

    /// <summary>Whether the emulator finds Docker: it looks for its socket before podman's.</summary>
    public static bool OnDocker { get; } =
        Environment.GetEnvironmentVariable("DOCKER_HOST") is not null || File.Exists("/var/run/docker.sock");

    public static async Task EnsureAsync()
    {
        if (await RunAsync(["image", "inspect", Name]) != 0)
        {
            var file = Path.GetTempFileName();
            try
            {
                await WriteAsync(file);
                Assert.Equal(0, await RunAsync(["import", file, Name]));
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Runs the container engine's command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments) => (await OutputAsync(arguments)).ExitCode;

    public static async Task<(int ExitCode, string Output)> OutputAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(OnDocker ? "docker" : "podman", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await error;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static async Task WriteAsync(string file)
    {
        Assert.True(File.Exists(Busybox), $"{Busybox} is missing; infra/local/test installs busybox-static.");
        var mode = (UnixFileMode)Convert.ToInt32("755", 8);
        await using var tar = new TarWriter(File.Create(file));
        foreach (var folder in (string[])["bin/", "tmp/", "etc/", "proc/", "sys/", "dev/"])
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, folder) { Mode = mode });
        }

        await using var content = File.OpenRead(Busybox);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = mode, DataStream = content });
        tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "bin/sh") { LinkName = "busybox" });
    }
}
