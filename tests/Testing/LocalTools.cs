namespace CloudWorkspaces.Testing;

/// <summary>Where infra/local puts what it installs and builds; see infra/local/README.md.</summary>
public static class LocalTools
{
    public static string Cache { get; } =
        Environment.GetEnvironmentVariable("CLOUD_WORKSPACES_CACHE") ??
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "cloud-workspaces");

    public static string AzuriteScript { get; } = Existing(
        Path.Combine(Cache, "azurite-3.35.0", "node_modules", "azurite", "dist", "src", "azurite.js"));

    /// <summary>The environment image eo, as infra/local builds it.</summary>
    public static string EoImage => Built("EO_IMAGE");

    /// <summary>The image whose init container delivers the agent.</summary>
    public static string AgentImage => Built("AGENT_IMAGE");

    /// <summary>The agent as one native executable.</summary>
    public static string AgentBinary => Existing(Built("AGENT_BINARY"));

    /// <summary>The checkout that these tests were built from.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new FileNotFoundException($"{path} is missing; infra/local/test installs it.", path);

    /// <summary>Lines of <c>KEY=value</c>, written by whoever built the images; a variable of the same name wins.</summary>
    private static string Built(string key)
    {
        var file = Path.Combine(Cache, "current.env");
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key + "=", StringComparison.Ordinal))
            : null;
        return Environment.GetEnvironmentVariable(key) ?? line?[(key.Length + 1)..].Trim('"', '\'') ??
            throw new InvalidOperationException($"{key} is neither set nor in {file}; infra/local/test builds it.");
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
