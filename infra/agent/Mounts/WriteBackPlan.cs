namespace CloudWorkspaces.Agent.Mounts;

/// <summary>What has changed since the files were last the same as their blobs.</summary>
internal sealed record WriteBackPlan(IReadOnlyList<string> Changed, IReadOnlyList<string> Deleted)
{
    /// <param name="known">By path: what is here and in storage.</param>
    /// <param name="found">By path: what is here now.</param>
    /// <param name="selection">What takes part.</param>
    public static WriteBackPlan Make(
        IReadOnlyDictionary<string, MountedFile> known,
        IReadOnlyDictionary<string, FileStamp> found,
        MountSelection selection) => new(
            [
                .. found
                    .Where(file => selection.IsKept(file.Key) && known.GetValueOrDefault(file.Key)?.Stamp != file.Value)
                    .Select(file => file.Key)
                    .Order(StringComparer.Ordinal),
            ],
            [.. known.Keys.Where(path => !found.ContainsKey(path)).Order(StringComparer.Ordinal)]);
}
