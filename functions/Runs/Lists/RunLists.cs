using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>
/// Writes runs that are over into their lists. Each write is one upsert into a head, and may be repeated; now and then
/// the older entries of a head are moved to chunks, which a crash may interrupt anywhere.
/// </summary>
internal sealed partial class RunLists(
    RunListTable table, RunListChunks chunks, RunListSizes sizes, ILogger<RunLists> logger)
{
    private const int MaxTransaction = 100;

    /// <summary>What one step takes out of a head, so that its last transaction has room.</summary>
    private const int MaxMoved = 2_000;

    private readonly ConcurrentDictionary<string, int> _added = new(StringComparer.Ordinal);

    /// <summary>Puts a run into its lists; a removed one is taken out of them.</summary>
    public Task WriteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var entry = RunListEntry.Of(run);
        return Parallel.ForEachAsync(RunListKeys.Of(run), cancellationToken, async (name, token) =>
        {
            var list = RunListKeys.Partition(run.Workspace, name);
            await table.Of(list).UpsertEntityAsync(entry.ToEntity(list), TableUpdateMode.Replace, token);
            // From a random start, so that not all lists are looked at for the same run.
            var added = _added.AddOrUpdate(list, _ => Random.Shared.Next(sizes.Look), (_, count) => count + 1);
            if (added % sizes.Look == sizes.Look - 1)
            {
                await TryShortenAsync(list, token);
            }
        });
    }

    /// <summary>Moves the older entries of a head that is too long to chunks.</summary>
    /// <exception cref="RequestFailedException">404, 409 or 412: somebody else does the same.</exception>
    public async Task ShortenAsync(string list, CancellationToken cancellationToken)
    {
        var head = await table.HeadAsync(list, RunListTable.Everything, cancellationToken);
        var live = 0;
        var over = head.Entries.SkipWhile(entry => (entry.IsRemoval ? live : ++live) <= sizes.Head).TakeLast(MaxMoved).ToList();
        if (over.Count < sizes.Over)
        {
            return;
        }

        await chunks.CollectAsync(list, cancellationToken);
        var moved = await chunks.AddAsync(list, head, over, cancellationToken);
        foreach (var some in moved.Chunk(MaxTransaction))
        {
            await DropAsync(list, some, cancellationToken);
        }
    }

    /// <summary>Takes moved entries out of the head, but not those that were written anew since: they go with the next.</summary>
    private async Task DropAsync(string list, RunListEntry[] entries, CancellationToken cancellationToken)
    {
        try
        {
            await table.Of(list).SubmitTransactionAsync(
                entries.Select(entry => new TableTransactionAction(
                    TableTransactionActionType.Delete, entry.ToEntity(list), entry.Tag)),
                cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412 && entries.Length > 1)
        {
            foreach (var entry in entries)
            {
                await DropAsync(list, [entry], cancellationToken);
            }
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Written anew, or gone.
        }
    }

    private async Task TryShortenAsync(string list, CancellationToken cancellationToken)
    {
        try
        {
            await ShortenAsync(list, cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            // Somebody else does the same.
        }
        catch (RequestFailedException exception)
        {
            // The entry is written; a long head is only slow.
            LogNotShortened(exception, list);
        }
    }

    [LoggerMessage(LogLevel.Warning, "List {List} keeps a long head for now.")]
    private partial void LogNotShortened(Exception exception, string list);
}
