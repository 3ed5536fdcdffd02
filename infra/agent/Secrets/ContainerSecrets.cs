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

    /// <summary>The value of one by its name, as a variable or a file; null when this container has none of the name.</summary>
    public static string? Find(string name) => Find(name, Environment.GetEnvironmentVariable, Folder);

    internal static string? Find(string name, Func<string, string?> variable, string folder)
    {
        if (Names(variable).Contains(name))
        {
            return variable(name);
        }

        // A bare file name: a name with folders is no secret's.
        var file = new FileInfo(Path.Combine(folder, Path.GetFileName(name)));
        return file.Exists && file.Name == name && file.Length <= MaxFileBytes ? File.ReadAllText(file.FullName) : null;
    }

    internal static IReadOnlyList<string> Read(Func<string, string?> variable, string folder)
    {
        List<string> values = [.. Names(variable).Select(variable).OfType<string>()];
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

    private static string[] Names(Func<string, string?> variable) =>
        (variable(NamesVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}
