using System.Text.RegularExpressions;
using CloudWorkspaces.Agent.Mounts;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>Where in home the packages of an environment are: one folder for each of its Pythons, whatever its version.</summary>
internal sealed partial record KeptFolder(string Home, string Environment, string Python)
{
    private const string MountTable = "/proc/self/mountinfo";

    public string Path => System.IO.Path.Combine(Parent, Python);

    public string Parent => System.IO.Path.Combine(Home, ".cloud-workspaces", "packages", Environment);

    /// <summary>Null where home does not outlast the container, or the environment has no name.</summary>
    /// <param name="home">The user's.</param>
    /// <param name="environment">As <c>name:version</c>.</param>
    /// <param name="python">As <c>python3.13</c>.</param>
    public static KeptFolder? Find(string home, string? environment, string python) =>
        environment?.Split(':')[0] is { } name && EnvironmentName().IsMatch(name) &&
        VolumeMount.IsMounted(File.ReadLines(MountTable), home)
            ? new(home, name, python)
            : null;

    public bool HasPackages => HasArchives(Path);

    /// <summary>Of which Pythons there are packages.</summary>
    public IReadOnlyList<string> OtherPythons() => !Directory.Exists(Parent)
        ? []
        : [.. Directory.EnumerateDirectories(Parent).Where(HasArchives).Select(folder => System.IO.Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static bool HasArchives(string folder) =>
        Directory.Exists(folder) &&
        Directory.EnumerateFiles(folder).Any(file => ArchiveName.Parse(System.IO.Path.GetFileName(file)) is not null);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    private static partial Regex EnvironmentName();
}
