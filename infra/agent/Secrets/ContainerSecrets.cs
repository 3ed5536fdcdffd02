using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Secrets;

/// <summary>The values of the secrets that this container was given: variables that a setting names, and files.</summary>
internal static class ContainerSecrets
{
    public const string NamesVariable = AgentSettings.Prefix + "SECRETS";

    private const string Folder = "/run/secrets";

    /// <summary>The largest secret, with room.</summary>
    private const int MaxFileBytes = 64 * 1024;

    public static IReadOnlyList<string> Read() => Read(Environment.GetEnvironmentVariable, Folder);

    internal static IReadOnlyList<string> Read(Func<string, string?> variable, string folder)
    {
        var names = (variable(NamesVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        List<string> values = [.. names.Select(variable).OfType<string>()];
        try
        {
            DirectoryInfo files = new(folder);
            values.AddRange((files.Exists ? files.GetFiles() : [])
                .Where(file => file.Length <= MaxFileBytes)
                .Select(file => File.ReadAllText(file.FullName)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"agent: secrets in files are not masked in the log: {exception.Message}");
        }

        return values;
    }
}
