namespace CloudWorkspaces.Runs.Lists;

/// <summary>Which chunks change when entries leave the head.</summary>
internal static class RunListMerge
{
    /// <summary>The entries by the chunk whose range they are in. Both come newest first.</summary>
    public static IEnumerable<(RunChunk Chunk, List<RunListEntry> Entries)> ByChunk(
        IReadOnlyList<RunChunk> chunks, IEnumerable<RunListEntry> entries)
    {
        List<RunListEntry> group = [];
        var index = 0;
        foreach (var entry in entries)
        {
            var at = index;
            while (at < chunks.Count && entry.Id < chunks[at].Low)
            {
                at++;
            }

            if (at != index && group.Count > 0)
            {
                yield return (At(index), group);
                group = [];
            }

            index = at;
            group.Add(entry);
        }

        if (group.Count > 0)
        {
            yield return (At(index), group);
        }

        RunChunk At(int position) => position < chunks.Count ? chunks[position] : RunChunk.Oldest;
    }

    /// <summary>
    /// Whether entries become chunks above the one in whose range they are, rather than being written into it: so a list
    /// grows by full chunks.
    /// </summary>
    public static bool IsAppend(RunChunk chunk, IReadOnlyList<RunListEntry> entries, RunListSizes sizes) =>
        (!chunk.HasRow || chunk.Count + entries.Count > sizes.Chunk) &&
        entries.Count >= sizes.Over / 2 &&
        entries.All(entry => entry.Id > chunk.High && !entry.IsRemoval);

    /// <summary>What a chunk and entries of its range make together; the entries win over what the chunk has.</summary>
    public static List<RunListEntry> Overlay(IEnumerable<RunListEntry> chunk, IEnumerable<RunListEntry> entries) =>
    [
        .. entries.Concat(chunk)
            .DistinctBy(entry => entry.Id)
            .Where(entry => !entry.IsRemoval)
            .OrderByDescending(entry => entry.Id.Value, StringComparer.Ordinal),
    ];

    /// <summary>Entries in equal parts of at most a chunk's size, newest first.</summary>
    public static IEnumerable<List<RunListEntry>> Parts(IReadOnlyList<RunListEntry> entries, RunListSizes sizes)
    {
        var count = (entries.Count + sizes.Chunk - 1) / sizes.Chunk;
        for (var part = 0; part < count; part++)
        {
            var (first, next) = (entries.Count * part / count, entries.Count * (part + 1) / count);
            yield return [.. entries.Skip(first).Take(next - first)];
        }
    }
}
