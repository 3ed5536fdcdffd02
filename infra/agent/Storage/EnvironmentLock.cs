namespace CloudWorkspaces.Agent.Storage;

/// <summary>The list of packages that an image carries.</summary>
internal static class EnvironmentLock
{
    private const string Path = "/etc/cloud-workspaces/packages.lock";
    private const int MaxLines = 20_000;

    /// <summary>Null for an image without one.</summary>
    public static async Task<IReadOnlyList<string>?> ReadAsync()
    {
        try
        {
            var lines = await File.ReadAllLinesAsync(Path);
            return lines.Length <= MaxLines ? lines : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
