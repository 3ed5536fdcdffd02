using CloudWorkspaces.Local.Arm.Shares;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>The folders that volumes are, below the state folder, which only its owner can enter.</summary>
internal sealed class GroupFolders(ShareMounts mounts, IOptions<ArmOptions> options)
{
    private const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
    private const UnixFileMode ReadByAll = (UnixFileMode)0b100_100_100;

    private readonly string _root = options.Value.StateFolder;

    /// <summary>The keys of the groups that have a folder.</summary>
    public IReadOnlyList<string> Keys => Directory.Exists(Volumes)
        ? [.. Directory.GetDirectories(Volumes).Select(folder => Path.GetFileName(folder))]
        : [];

    private string Volumes => Path.Combine(_root, "volumes");

    /// <summary>Makes a group's folder, which tells of the group before its record does.</summary>
    public void Claim(string key) => Directory.CreateDirectory(GroupFolder(key));

    /// <summary>Writes the secrets of a group. They are not known again later.</summary>
    public void WriteSecrets(string key, IEnumerable<VolumeSpec> volumes)
    {
        foreach (var secret in volumes.OfType<SecretVolume>())
        {
            var folder = Make(Source(key, secret));
            foreach (var (name, content) in secret.Files)
            {
                var file = Path.Combine(folder, name);
                File.WriteAllBytes(file, content);
                File.SetUnixFileMode(file, ReadByAll);
            }
        }
    }

    /// <summary>Makes the config maps of a group what its containers say. A reader sees a whole file, old or new.</summary>
    public void WriteConfigMaps(ContainerGroup group)
    {
        foreach (var container in group.Mains.Where(group.TakesConfigMaps))
        {
            var folder = Make(ConfigMap(group.Record.Key, container.Spec.Name));
            var files = group.Spec.Containers.First(spec => spec.Name == container.Spec.Name).ConfigMap ?? [];
            foreach (var (name, value) in files)
            {
                var fresh = Path.Combine(folder, $".{Guid.NewGuid():N}");
                File.WriteAllText(fresh, value);
                File.SetUnixFileMode(fresh, ReadByAll);
                File.Move(fresh, Path.Combine(folder, name), overwrite: true);
            }

            foreach (var file in Directory.GetFiles(folder).Where(file => !files.ContainsKey(Path.GetFileName(file))))
            {
                File.Delete(file);
            }
        }
    }

    public string ConfigMap(string key, string container) => Path.Combine(GroupFolder(key), "configmap", container);

    /// <summary>
    /// Sees to a group's folders and shares before its containers start; what is in them stays. Throws
    /// ProvisioningException.
    /// </summary>
    public async Task PrepareAsync(string key, IReadOnlyList<VolumeSpec> volumes)
    {
        await mounts.ClaimAsync(key, volumes);
        foreach (var volume in volumes.Where(volume => volume is not (GitVolume or FileShareVolume)))
        {
            Make(Source(key, volume));
        }
    }

    /// <summary>Notes that containers which run already use these.</summary>
    public void Keep(string key, IEnumerable<VolumeSpec> volumes) => mounts.Note(key, volumes);

    /// <summary>Lets go of a group's shares, once its containers have ended.</summary>
    public Task ReleaseAsync(string key) => mounts.ReleaseAsync(key);

    /// <summary>Empties emptyDirs and clones, which live only as long as the group runs.</summary>
    public void Clear(string key, IEnumerable<VolumeSpec> volumes)
    {
        foreach (var volume in volumes.Where(volume => volume is EmptyDirectory or GitVolume))
        {
            Delete(Source(key, volume));
        }
    }

    public void Remove(string key) => Delete(GroupFolder(key));

    public string Source(string key, VolumeSpec volume) => volume switch
    {
        FileShareVolume share => mounts.Source(share.Id),
        GitVolume => Path.Combine(GroupFolder(key), "git", volume.Name),
        SecretVolume => Path.Combine(GroupFolder(key), "secret", volume.Name),
        _ => Path.Combine(GroupFolder(key), "empty", volume.Name),
    };

    private string GroupFolder(string key) => Path.Combine(Volumes, key);

    private static string Make(string folder)
    {
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, Everything);
        return folder;
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
