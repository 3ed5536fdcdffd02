namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>
/// Empty files in place of programs that init containers are to bring into an emptyDir: without them the engine would
/// not make the containers ready that begin with these programs. They are gone before any container of the group starts.
/// </summary>
internal sealed class Placeholders : IDisposable
{
    private const UnixFileMode Executable = (UnixFileMode)0b101_101_101;

    private readonly List<string> _files = [];

    private Placeholders()
    {
    }

    /// <summary>Puts them where no container of the group has started yet.</summary>
    public static Placeholders For(ContainerGroup group, GroupFolders folders)
    {
        var placeholders = new Placeholders();
        if (group.Inits.Any() && group.All.All(container => container.Status.StartedOn is null))
        {
            foreach (var main in group.Mains)
            {
                placeholders.Add(Missing(group, main.Spec, folders));
            }
        }

        return placeholders;
    }

    public void Dispose() => _files.ForEach(File.Delete);

    private void Add(string? file)
    {
        if (file is not null)
        {
            File.WriteAllBytes(file, []);
            File.SetUnixFileMode(file, Executable);
            _files.Add(file);
        }
    }

    /// <summary>The file right in an emptyDir that the container begins with; null if it begins with another.</summary>
    private static string? Missing(ContainerGroup group, ContainerSpec main, GroupFolders folders)
    {
        var program = main.Command.FirstOrDefault("");
        var folder = Path.GetDirectoryName(program);
        var volume = main.Mounts.FirstOrDefault(mount => mount.Path.TrimEnd('/') == folder)?.Volume;
        return group.Spec.Volumes.FirstOrDefault(candidate => candidate.Name == volume) is EmptyDirectory empty
            ? Path.Combine(folders.Source(group.Record.Key, empty), Path.GetFileName(program))
            : null;
    }
}
