using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>
/// Writes entries into chunks. A chunk is never changed: it is replaced by others in one transaction on the list's
/// partition, which fails if anybody else has done so since; readers of the old one have time to finish.
/// </summary>
internal sealed class RunListChunks(RunListTable table, RunListSizes sizes, TimeProvider time)
{
    /// <summary>A transaction has 100 actions at most, and a chunk may become some chunks.</summary>
    private const int MaxActions = 80;

    /// <summary>Moves entries, newest first, into chunks; returns those that were. Oldest first, as far as one step goes.</summary>
    /// <exception cref="RequestFailedException">409, 412 or 404: somebody else has changed the chunks meanwhile.</exception>
    public async Task<IReadOnlyList<RunListEntry>> AddAsync(
        string list, RunListHead head, IReadOnlyList<RunListEntry> entries, CancellationToken cancellationToken)
    {
        var chunks = await table.ChunksAsync(list, cancellationToken);
        var step = RunId.New(time.GetUtcNow()).Value;
        RunListStep plan = new(list, step);
        List<RunListEntry> moved = [];
        foreach (var (chunk, group) in RunListMerge.ByChunk(chunks, entries).Reverse())
        {
            if (plan.Actions.Count > MaxActions)
            {
                break;
            }

            await PlanAsync(plan, chunk, group, cancellationToken);
            moved.AddRange(group);
        }

        await WriteAsync(plan, head, moved, cancellationToken);
        return moved;
    }

    /// <summary>Deletes what replaced chunks, and steps that did not come to an end, have left.</summary>
    public async Task CollectAsync(string list, CancellationToken cancellationToken)
    {
        var due = RunListKeys.GarbageRow(time.GetUtcNow(), "");
        var rows = table.Range(list, RunListKeys.Garbage, due, RunListTable.Everything, cancellationToken);
        foreach (var row in await rows.ToListAsync(cancellationToken))
        {
            // Whoever still works on the step cannot commit it without this row.
            await table.Of(list).DeleteEntityAsync(row, row.ETag, cancellationToken);
            foreach (var name in row.GetString("Names").Split(' '))
            {
                await table.DeleteAsync(list, name, cancellationToken);
            }
        }
    }

    private async Task PlanAsync(
        RunListStep plan, RunChunk chunk, List<RunListEntry> group, CancellationToken cancellationToken)
    {
        if (RunListMerge.IsAppend(chunk, group, sizes))
        {
            plan.Append(RunListMerge.Parts(group, sizes));
            return;
        }

        var there = await table.ReadAsync(plan.List, chunk, cancellationToken);
        plan.Replace(chunk, RunListMerge.Parts(RunListMerge.Overlay(there, group), sizes));
    }

    private async Task WriteAsync(
        RunListStep plan, RunListHead head, List<RunListEntry> moved, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + sizes.KeepReplaced;
        if (plan.Written.Count > 0)
        {
            await table.Of(plan.List).AddEntityAsync(plan.Intent(until), cancellationToken);
        }

        foreach (var (name, part) in plan.Written)
        {
            await table.WriteAsync(plan.List, name, part, cancellationToken);
        }

        await table.Of(plan.List).SubmitTransactionAsync(plan.Commit(head, moved, until), cancellationToken);
    }
}
