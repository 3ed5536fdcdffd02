using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>Reads and writes of the parts of lists. A list is named by its partition.</summary>
internal sealed class RunListTable(RunTables tables)
{
    /// <summary>More than any list has.</summary>
    public const int Everything = 1_000_000_000;

    private const int MaxPerPage = 1_000;

    /// <summary>The table that has a list.</summary>
    public TableClient Of(string list) => tables.Lists[RunListKeys.Table(list, tables.Lists.Count)];

    /// <summary>Up to so many entries of a head that are older than an id, newest first.</summary>
    public async Task<List<RunListEntry>> HeadBelowAsync(
        string list, RunId id, int count, CancellationToken cancellationToken) =>
        await Range(list, RunListKeys.Entry(id), RunListKeys.EntriesEnd, count, cancellationToken)
            .Take(count)
            .Select(RunListEntry.FromEntity)
            .ToListAsync(cancellationToken);

    /// <summary>The floor, which the row before the entries holds, with the newest entries in one read.</summary>
    public async Task<RunListHead> HeadAsync(string list, int count, CancellationToken cancellationToken)
    {
        var after = RunListKeys.Floor[..^1];
        var rows = await Range(list, after, RunListKeys.EntriesEnd, count + 1, cancellationToken)
            .Take(count + 1)
            .ToListAsync(cancellationToken);
        var floor = rows.Count > 0 && rows[0].RowKey == RunListKeys.Floor ? rows[0] : null;
        return new RunListHead
        {
            Floor = floor is null ? null : RunId.Parse(floor.GetString("Id")),
            FloorTag = floor?.ETag,
            Entries = [.. rows.Skip(floor is null ? 0 : 1).Take(count).Select(RunListEntry.FromEntity)],
        };
    }

    /// <summary>The newest chunk that has room for ids below one.</summary>
    public async Task<RunChunk> ChunkBelowAsync(string list, RunId id, CancellationToken cancellationToken) =>
        await Range(list, RunListKeys.ChunkRow(id), RunListKeys.ChunksEnd, 1, cancellationToken)
            .Select(RunChunk.FromEntity)
            .FirstOrDefaultAsync(cancellationToken) ?? RunChunk.Oldest;

    /// <summary>All chunks that have a row, newest first.</summary>
    public async Task<List<RunChunk>> ChunksAsync(string list, CancellationToken cancellationToken) =>
        await Range(list, RunListKeys.Chunks, RunListKeys.ChunksEnd, MaxPerPage, cancellationToken)
            .Select(RunChunk.FromEntity)
            .ToListAsync(cancellationToken);

    /// <summary>All entries of a chunk, newest first; none where there is no such chunk.</summary>
    public async Task<IReadOnlyList<RunListEntry>> ReadAsync(
        string list, RunChunk chunk, CancellationToken cancellationToken)
    {
        try
        {
            var blob = tables.Chunks.GetBlobClient(RunListKeys.ChunkBlob(list, chunk.Name));
            BlobDownloadResult download = await blob.DownloadContentAsync(cancellationToken);
            return [.. download.Content.ToString().Split('\n').Select(RunListEntry.FromLine)];
        }
        catch (RequestFailedException missing) when (missing.Status == 404 && !chunk.HasRow)
        {
            return [];
        }
    }

    public Task WriteAsync(
        string list, string chunk, IEnumerable<RunListEntry> entries, CancellationToken cancellationToken) =>
        tables.Chunks.GetBlobClient(RunListKeys.ChunkBlob(list, chunk)).UploadAsync(
            BinaryData.FromString(string.Join('\n', entries.Select(entry => entry.ToLine()))), cancellationToken);

    public Task DeleteAsync(string list, string chunk, CancellationToken cancellationToken) =>
        tables.Chunks.GetBlobClient(RunListKeys.ChunkBlob(list, chunk))
            .DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Rows between two keys, both excluded.</summary>
    public IAsyncEnumerable<TableEntity> Range(
        string partition, string after, string before, int perPage, CancellationToken cancellationToken) =>
        Of(partition).QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {before}"),
            maxPerPage: Math.Min(perPage, MaxPerPage),
            cancellationToken: cancellationToken);
}
