using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>The sample notebooks of environments, which come with the app.</summary>
public sealed class UpdateSamples(IOptions<EnvironmentUpdateOptions> options)
{
    /// <summary>File names, in order.</summary>
    public IReadOnlyList<string> Names(string environment) => Directory.Exists(Folder(environment))
        ? [.. Directory.EnumerateFiles(Folder(environment), "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    public Task<byte[]> ReadAsync(string environment, string name, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(Path.Combine(Folder(environment), name), cancellationToken);

    private string Folder(string environment) =>
        Path.Combine(AppContext.BaseDirectory, options.Value.SamplesFolder, environment, "samples");
}
