using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Mounts;

/// <summary>What a mount may be, and beside which others.</summary>
internal static class MountRules
{
    public const int MaxPatterns = 50;
    public const int MaxPattern = 256;

    /// <summary>What is wrong with a mount by itself.</summary>
    public static void Check(Mount mount, Workspace workspace, MountOptions options, RequestErrors errors)
    {
        if (mount.Path is { } path && !MountNames.IsPath(path))
        {
            errors.Add("path", MountNames.PathRule);
        }

        switch (mount.Kind)
        {
            case MountKind.Blob:
                CheckBlob(mount, workspace, options, errors);
                break;
            case MountKind.Share:
                CheckShare(mount, options, errors);
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

            if (!MountNames.IsContainer(mount.Container!))
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

    private static void CheckShare(Mount mount, MountOptions options, RequestErrors errors)
    {
        if (!mount.HasKey && !options.Shares.Contains(mount.Share!))
        {
            errors.Add("share", $"is not one that workspaces may mount. {Allowed(options.Shares)}");
        }

        if (mount.HasKey && !MountNames.IsShare(mount.Share!))
        {
            errors.Add("share", "must be the name of a file share.");
        }

        if (mount.Account is { } account && !MountNames.IsAccount(account))
        {
            errors.Add("account", "must be the name of a storage account, 3 to 24 of a-z and 0-9.");
        }
    }

    private static string Allowed(IEnumerable<string> names) => names.Any()
        ? $"Those that may be: {string.Join(", ", names)}."
        : "The deployment's settings allow none.";
}
