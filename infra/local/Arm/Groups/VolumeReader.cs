using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Arm.Shares;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Reads the volumes of a body.</summary>
internal static partial class VolumeReader
{
    private static readonly string[] Kinds = ["emptyDir", "secret", "azureFile", "gitRepo", "secretReference"];

    public static ImmutableArray<VolumeSpec> Read(BodyNode list)
    {
        var volumes = list.Items.Select(ReadOne).ToImmutableArray();
        if (volumes.Length > GroupLimits.Volumes)
        {
            list.Refuse("ContainerGroupTooManyVolumes", $"A group has at most {GroupLimits.Volumes} volumes.");
        }

        foreach (var twice in volumes.GroupBy(volume => volume.Name).Where(group => group.Count() > 1))
        {
            list.Refuse("DuplicateVolumeName", $"The volume name '{twice.Key}' is used twice.");
        }

        return volumes;
    }

    private static VolumeSpec ReadOne(BodyNode item)
    {
        var name = item["name"].Required;
        if (name.Length > 0 && !SpecReader.NamePattern().IsMatch(name))
        {
            item["name"].Refuse(
                "InvalidVolumeName", $"The volume name '{name}' must be 1 to 63 lower-case letters, digits and hyphens.");
        }

        var kinds = Kinds.Where(kind => item[kind].Exists).ToList();
        if (kinds.Count != 1)
        {
            item.Refuse("InvalidVolume", $"The volume '{name}' must be exactly one of {string.Join(", ", Kinds)}.");
            return new EmptyDirectory(name);
        }

        switch (kinds[0])
        {
            case "emptyDir":
                return new EmptyDirectory(name);
            case "secret":
                return new SecretVolume(name, Files(item["secret"]));
            case "azureFile":
                var share = item["azureFile"];
                var id = new ShareId(Part(share["storageAccountName"]), Part(share["shareName"]));
                return new FileShareVolume(name, id, share["readOnly"].Flag, share["storageAccountKey"].Text);
            case "gitRepo":
                return Git(name, item["gitRepo"]);
            default:
                item[kinds[0]].Refuse("NotSupportedByEmulator", $"The emulator has no volumes of kind {kinds[0]} yet.");
                return new EmptyDirectory(name);
        }
    }

    private static GitVolume Git(string name, BodyNode node)
    {
        var repository = node["repository"].Required;
        var isAddress = Uri.TryCreate(repository, UriKind.Absolute, out var uri) &&
            uri.Scheme is "file" or "http" or "https" && RepositoryPattern().IsMatch(repository);
        if (repository.Length > 0 && !isAddress)
        {
            node["repository"].Refuse("InvalidGitRepoVolume", $"'{repository}' is not a file, http or https address.");
        }

        var directory = node["directory"].Text is { Length: > 0 } given
            ? given
            : repository.TrimEnd('/').Split('/')[^1].Replace(".git", "", StringComparison.Ordinal);
        if (isAddress && directory != "." && !NamePattern().IsMatch(directory))
        {
            node["directory"].Refuse("InvalidGitRepoVolume", $"'{directory}' is not the name of a folder.");
        }

        var revision = node["revision"].Text is { Length: > 0 } wanted ? wanted : null;
        if (revision is not null && !NamePattern().IsMatch(revision.Replace('/', '-')))
        {
            node["revision"].Refuse("InvalidGitRepoVolume", $"'{revision}' is not a commit, branch or tag.");
        }

        return new GitVolume(name, repository, directory, revision);
    }

    [GeneratedRegex(@"^[a-z]+://[^\s\p{C}]+$")]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex(@"^\w[\w.-]{0,199}$", RegexOptions.ECMAScript)]
    private static partial Regex NamePattern();

    /// <summary>A name that becomes a folder's name on this machine.</summary>
    private static string Part(BodyNode node)
    {
        var text = node.Required;
        if (text.Length > 0 && !SpecReader.NamePattern().IsMatch(text))
        {
            node.Refuse("InvalidPropertyValue", $"'{text}' must be 1 to 63 lower-case letters, digits and hyphens.");
        }

        return text;
    }

    private static ImmutableDictionary<string, byte[]> Files(BodyNode secret)
    {
        var files = ImmutableDictionary.CreateBuilder<string, byte[]>();
        foreach (var (name, _) in secret.Members)
        {
            var content = secret[name];
            if (name is "" or "." or ".." || name.AsSpan().ContainsAny('/', '\0'))
            {
                content.Refuse("InvalidSecretVolume", "The name of a secret is a file name.");
                continue;
            }

            try
            {
                files[name] = Convert.FromBase64String(content.Text ?? "");
            }
            catch (FormatException)
            {
                content.Refuse("InvalidSecretVolume", $"The secret '{name}' is not base64.");
            }
        }

        return files.ToImmutable();
    }
}
