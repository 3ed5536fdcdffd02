using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Runs;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>The keys of requests, each a partition of its own.</summary>
public sealed class IdempotencyStore(TableServiceClient tables) : IHostedService
{
    private const string Row = "key";
    private const string Version = "Version";

    /// <summary>A property of a row may have 64 KiB.</summary>
    private const int PartBytes = 64 * 1024;

    /// <summary>A row may have 1 MiB; longer answers are made anew.</summary>
    private const int MaxParts = 12;

    private readonly TableClient _table = tables.GetTableClient("IdempotencyKeys");

    public Task StartAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal async Task<(IdempotencyEntry Entry, ETag Tag)?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(key, Row, cancellationToken: cancellationToken);
        return found.HasValue ? (Read(found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>The tag of the new row; null if somebody else was first.</summary>
    internal async Task<ETag?> TryAddAsync(string key, IdempotencyEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return (await _table.AddEntityAsync(ToEntity(key, entry), cancellationToken)).Headers.ETag;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return null;
        }
    }

    /// <summary>The tag of the changed row; null if somebody else has changed it.</summary>
    internal async Task<ETag?> TryReplaceAsync(string key, IdempotencyEntry entry, ETag tag, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _table.UpdateEntityAsync(ToEntity(key, entry), tag, TableUpdateMode.Replace, cancellationToken);
            return answer.Headers.ETag;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
        {
            return null;
        }
    }

    public async Task RemoveAsync(string key, ETag tag, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(key, Row, tag, cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            // Somebody else carries the request out by now.
        }
    }

    /// <summary>Removes what has expired; gives how many.</summary>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var removed = 0;
        var filter = TableClient.CreateQueryFilter($"ExpiresOn lt {now}");
        var rows = _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
            removed++;
        }

        return removed;
    }

    private static TableEntity ToEntity(string key, IdempotencyEntry entry)
    {
        var row = new TableEntity(key, Row)
        {
            [Version] = 1,
            [nameof(entry.Fingerprint)] = entry.Fingerprint,
            [nameof(entry.ReservedId)] = entry.ReservedId.Value,
            [nameof(entry.FirstOn)] = entry.FirstOn,
            [nameof(entry.ExpiresOn)] = entry.ExpiresOn,
            [nameof(entry.LeasedUntil)] = entry.LeasedUntil,
        };
        if (entry.Answer is { } answer && answer.Body.Length <= PartBytes * MaxParts)
        {
            row[nameof(KeptAnswer.Status)] = answer.Status;
            row[nameof(KeptAnswer.Headers)] = JsonSerializer.Serialize(answer.Headers);
            foreach (var (index, part) in answer.Body.Chunk(PartBytes).Index())
            {
                row[$"{nameof(KeptAnswer.Body)}{index}"] = part;
            }
        }

        return row;
    }

    private static IdempotencyEntry Read(TableEntity row) => new()
    {
        Fingerprint = row.GetString(nameof(IdempotencyEntry.Fingerprint)),
        ReservedId = RunId.Parse(row.GetString(nameof(IdempotencyEntry.ReservedId))),
        FirstOn = row.GetDateTimeOffset(nameof(IdempotencyEntry.FirstOn))!.Value,
        ExpiresOn = row.GetDateTimeOffset(nameof(IdempotencyEntry.ExpiresOn))!.Value,
        LeasedUntil = row.GetDateTimeOffset(nameof(IdempotencyEntry.LeasedUntil)),
        Answer = row.GetInt32(nameof(KeptAnswer.Status)) is { } status
            ? new KeptAnswer(
                status,
                JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(nameof(KeptAnswer.Headers)))!,
                [.. Enumerable.Range(0, MaxParts).SelectMany(index => row.GetBinary($"{nameof(KeptAnswer.Body)}{index}") ?? [])])
            : null,
    };
}
