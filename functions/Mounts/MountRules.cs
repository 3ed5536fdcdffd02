using System.Text.RegularExpressions;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Mounts;

/// <summary>What a mount may be, and beside which others.</summary>
internal static partial class MountRules
{
    public const string NameRule = "must be 1 to 32 of a-z, 0-9 and single inner hyphens, starting with a letter.";
    public const string Root = "/mnt/";
    public const int MaxPatterns = 50;
    public const int MaxPattern = 256;
    private const int MaxPath = 128;

    public static bool IsName(string name) => NamePattern().IsMatch(name) && !name.Contains("--", StringComparison.Ordinal);

    /// <summary>What is wrong with a mount by itself.</summary>
    public static void Check(Mount mount, Workspace workspace, MountOptions options, RequestErrors errors)
    {
        if (mount.Path is { } path && !IsPath(path))
        {
            errors.Add("path", $"must be a folder below {Root}, of letters, digits, '.', '_' and '-', at most {MaxPath} characters.");
        }

        switch (mount.Kind)
        {
            case MountKind.Blob:
                CheckBlob(mount, workspace, options, errors);
                break;
            case MountKind.Share when !mount.HasKey && !options.Shares.Contains(mount.Share!):
                errors.Add("share", $"is not one that workspaces may mount. {Allowed(options.Shares)}");
                break;
        }
    }

    /// <summary>What is wrong with a mount beside the workspace's others.</summary>
    public static void CheckBeside(Mount mount, IReadOnlyList<Mount> others, MountOptions options, RequestErrors errors)
    {
        if (others.Count >= options.MaxPerWorkspace)
        {
            errors.Add("name", $"would be that of one mount too many: a workspace may have {options.MaxPerWorkspace}.");
        }

        foreach (var other in others)
        {
            if (mount.Path is { } path && other.Path is { } taken && Overlap(path, taken))
            {
                errors.Add("path", $"overlaps with that of mount '{other.Name}', which is {taken}.");
            }

            if (mount is { Mode: MountMode.Direct } && other is { Mode: MountMode.Direct } &&
                mount.Container == other.Container && mount.Account != other.Account)
            {
                errors.Add(
                    "container",
                    $"has the name of that of direct mount '{other.Name}' in another account: GDAL could not tell them apart.");
            }
        }
    }

    public static bool Overlap(string one, string other) =>
        $"{one}/".StartsWith($"{other}/", StringComparison.Ordinal) ||
        $"{other}/".StartsWith($"{one}/", StringComparison.Ordinal);

    private static void CheckBlob(Mount mount, Workspace workspace, MountOptions options, RequestErrors errors)
    {
        if (mount.Prefix is { Length: > 0 } prefix &&
            !FilePath.TryParse(prefix.EndsWith('/') ? prefix[..^1] : prefix, out _, out var reason))
        {
            errors.Add("prefix", reason);
        }

        if (mount.Account is { } account)
        {
            if (!mount.HasKey && !options.Accounts.Contains(account))
            {
                errors.Add("account", $"is not one that workspaces may mount. {Allowed(options.Accounts)}");
            }

            if (!ContainerPattern().IsMatch(mount.Container!))
            {
                errors.Add("container", "must be the name of a blob container.");
            }

            return;
        }

        string[] own = [workspace.FilesContainer];
        var writable = own.Concat(options.WritableContainers).ToList();
        var readable = writable.Concat(options.Containers).ToList();
        if (!readable.Contains(mount.Container!))
        {
            errors.Add("container", $"is not one that the workspace may mount. {Allowed(readable)}");
        }
        else if (!mount.ReadOnly && !writable.Contains(mount.Container!))
        {
            errors.Add("readOnly", $"must be true for container '{mount.Container}'.");
        }
    }

    private static string Allowed(IEnumerable<string> names) => names.Any()
        ? $"Those that may be: {string.Join(", ", names)}."
        : "The deployment's settings allow none.";

    private static bool IsPath(string path) =>
        path.Length <= MaxPath && path.StartsWith(Root, StringComparison.Ordinal) &&
        path[Root.Length..].Split('/').All(segment => SegmentPattern().IsMatch(segment));

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}(?<!-)$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex SegmentPattern();

    [GeneratedRegex("^[a-z0-9$](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerPattern();
}
