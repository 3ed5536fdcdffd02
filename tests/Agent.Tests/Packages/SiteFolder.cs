using System.Security.Cryptography;
using CloudWorkspaces.Agent.Packages;

namespace CloudWorkspaces.Agent.Tests.Packages;

/// <summary>A user site on disk, and packages in it as pip leaves them.</summary>
internal sealed class SiteFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    public SiteFolder()
    {
        Site = new UserSite(Path.Combine(_folder.FullName, "base"), "python3.13");
        Directory.CreateDirectory(Site.Packages);
    }

    public UserSite Site { get; }

    public string PathOf(string path) => Path.GetFullPath(path, Site.Packages);

    /// <summary>Returns the name of the folder that describes it.</summary>
    public string Install(string name, string version, params (string Path, string Content)[] files)
    {
        var info = $"{name}-{version}.dist-info";
        var all = files.Append(($"{info}/METADATA", $"Name: {name}\nVersion: {version}\n")).ToList();
        foreach (var (path, content) in all)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
            File.WriteAllText(PathOf(path), content);
        }

        var lines = all.Select(file => $"{file.Item1},sha256={Hash(file.Item2)},{file.Item2.Length}\n");
        File.WriteAllText(PathOf($"{info}/RECORD"), string.Concat(lines) + $"{info}/RECORD,,\n");
        return info;
    }

    public void Uninstall(string info)
    {
        foreach (var path in InstalledFiles.Paths(File.ReadAllText(PathOf($"{info}/RECORD")), info))
        {
            File.Delete(PathOf(path));
        }

        Directory.Delete(PathOf(info));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Hash(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
}
