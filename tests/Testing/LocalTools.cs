namespace CloudWorkspaces.Testing;

/// <summary>Where infra/local puts what it installs and builds; see infra/local/README.md.</summary>
public static class LocalTools
{
    public static string Cache { get; } =
        Environment.GetEnvironmentVariable("CLOUD_WORKSPACES_CACHE") ??
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "cloud-workspaces");

    public static string AzuriteScript { get; } = Existing(
        Path.Combine(Cache, "azurite-3.35.0", "node_modules", "azurite", "dist", "src", "azurite.js"));

    /// <summary>The checkout that these tests were built from.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new FileNotFoundException($"{path} is missing; infra/local/test installs it.", path);

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
