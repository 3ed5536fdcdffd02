namespace CloudWorkspaces.Agent.Mounts;

/// <summary>The files of a mount's folder as they are now.</summary>
internal sealed class MountFolder(string folder, TimeProvider time)
{
    /// <summary>A file that has changed since then is probably still being written.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <param name="known">What has been fetched or stored.</param>
    /// <param name="quietOnly">Tells files as they are known that are still being written, and leaves out new ones.</param>
    /// <returns>By relative path.</returns>
    public Dictionary<string, FileStamp> Find(IReadOnlyDictionary<string, MountedFile> known, bool quietOnly)
    {
        var latest = (time.GetUtcNow() - Quiet - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        Dictionary<string, FileStamp> found = new(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", Everything))
        {
            var path = Path.GetRelativePath(folder, file);
            var stamp = FileStamp.TryRead(file);
            if (quietOnly && stamp?.ModifiedOn > latest)
            {
                stamp = known.GetValueOrDefault(path)?.Stamp;
            }

            if (stamp is not null)
            {
                found[path] = stamp;
            }
        }

        return found;
    }
}
