namespace CloudWorkspaces.Runs.Lists;

/// <summary>
/// Windows of a list. Head, then the floor or the chunk's name, then the chunk are read in the order in which entries
/// move, so that none is missed; one that is seen twice counts once, as the head has it.
/// </summary>
internal sealed class RunListReader(RunListTable table)
{
    /// <summary>
    /// The window below an id, or that of the newest, with about so many runs. It takes one read where the head suffices
    /// for the newest, and three otherwise, however long the list is.
    /// </summary>
    public async Task<RunWindow> ReadAsync(
        string list, RunId? below, int count, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunListEntry> head;
        if (below is { } bound)
        {
            head = await table.HeadBelowAsync(list, bound, count, cancellationToken);
        }
        else
        {
            var newest = await table.HeadAsync(list, count, cancellationToken);
            head = newest.Entries;
            if (newest.Floor is not { } floor || End(head, count) > floor)
            {
                return Window(head, [], End(head, count));
            }

            // From above every id, for the head has been read from its beginning.
            bound = RunId.Highest;
        }

        var chunk = await table.ChunkBelowAsync(list, bound, cancellationToken);
        var entries = (await table.ReadAsync(list, chunk, cancellationToken))
            .SkipWhile(entry => entry.Id >= bound)
            .Take(count)
            .ToList();
        var end = entries.Count < count ? chunk.Low : entries[^1].Id;
        return Window(head, entries, Max(End(head, count), end));
    }

    private static RunId End(IReadOnlyList<RunListEntry> entries, int count) =>
        entries.Count < count ? RunId.Lowest : entries[^1].Id;

    private static RunId Max(RunId one, RunId other) => one > other ? one : other;

    private static RunWindow Window(
        IReadOnlyList<RunListEntry> head, IReadOnlyList<RunListEntry> chunk, RunId low) => new()
        {
            Runs =
            [
                .. RunListMerge.Overlay(chunk, head).TakeWhile(entry => entry.Id >= low).Select(entry => entry.Record),
            ],
            Low = low,
        };
}
