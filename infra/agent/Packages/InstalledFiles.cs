using System.Text;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>The file RECORD of an installed package: lines of path, hash and size, separated by commas.</summary>
internal static class InstalledFiles
{
    private const string FileName = "RECORD";

    public static string PathOf(UserSite site, DistributionName distribution) =>
        Path.Combine(site.Packages, distribution.Folder, FileName);

    /// <summary>
    /// The paths, relative to the folder of the site. Those of the package's own description come last, and of these RECORD:
    /// a package without it is not whole.
    /// </summary>
    public static IReadOnlyList<string> Paths(string record, string infoFolder) =>
    [
        .. record.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(PathIn)
            .Where(path => path.Length > 0)
            .Distinct()
            .OrderBy(path => path == $"{infoFolder}/{FileName}" ? 2 : path.StartsWith(infoFolder + "/", StringComparison.Ordinal) ? 1 : 0),
    ];

    private static string PathIn(string line)
    {
        if (!line.StartsWith('"'))
        {
            return line.Split(',')[0];
        }

        var path = new StringBuilder();
        for (var at = 1; at < line.Length; at++)
        {
            if (line[at] == '"' && (++at == line.Length || line[at] != '"'))
            {
                break;
            }

            path.Append(line[at]);
        }

        return path.ToString();
    }
}
