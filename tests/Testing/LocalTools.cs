using System.Diagnostics;

namespace CloudWorkspaces.Testing;

/// <summary>Where infra/local puts what it installs and builds; see infra/local/README.md.</summary>
public static class LocalTools
{
    public static string Cache { get; } =
        Environment.GetEnvironmentVariable("CLOUD_WORKSPACES_CACHE") ??
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "cloud-workspaces");

    public static string AzuriteScript { get; } = Existing(
        Path.Combine(Cache, "azurite-3.35.0", "node_modules", "azurite", "dist", "src", "azurite.js"));

    /// <summary>The environment image, as infra/local/test built it.</summary>
    public static string EoImage => Built("EO_IMAGE");

    /// <summary>The init image that delivers the agent.</summary>
    public static string AgentImage => Built("AGENT_IMAGE");

    /// <summary>The agent itself, one file.</summary>
    public static string AgentBinary => Existing(Built("AGENT_BINARY"));

    /// <summary>The checkout that these tests were built from.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>An image by the digest that podman knows it by.</summary>
    public static async Task<string> DigestAsync(string image)
    {
        var start = new ProcessStartInfo("podman", ["image", "inspect", "--format", "{{index .RepoDigests 0}}", image])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var digest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? digest.Trim() : throw new InvalidOperationException($"podman does not know {image}.");
    }

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new FileNotFoundException($"{path} is missing; infra/local/test installs it.", path);

    /// <summary>From the environment, or from the file that the last build left in the cache.</summary>
    private static string Built(string name)
    {
        var file = Path.Combine(Cache, "current.env");
        var value = Environment.GetEnvironmentVariable(name) ?? (File.Exists(file)
            ? File.ReadLines(file).Where(line => line.StartsWith(name + "=", StringComparison.Ordinal))
                .Select(line => line[(name.Length + 1)..]).LastOrDefault()
            : null);
        return value ?? throw new InvalidOperationException($"{name} is not known; infra/local/test builds and records it.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Serverless.sln above {AppContext.BaseDirectory}.");
    }
}
