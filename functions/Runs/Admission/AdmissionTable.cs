using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>Reads of the admission table, one partition a queue; it is created when the app starts.</summary>
internal sealed class AdmissionTable(TableClient table) : IHostedService
{
    public const string Name = "Admission";

    public TableClient Client => table;

    public Task StartAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<AdmissionOwner?> OwnerAsync(QueueKey queue, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<AdmissionOwner>(
            queue.Partition, AdmissionOwner.Key, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    public async Task<AdmissionRow?> EntryAsync(
        QueueKey queue, RunReference run, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<AdmissionRow>(
            queue.Partition, AdmissionRow.EntryKey(run.RunId), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    public async Task<SessionSeat?> SeatAsync(QueueKey queue, string session, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<SessionSeat>(
            queue.Partition, SessionSeat.Prefix + session, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    public IAsyncEnumerable<SessionSeat> SeatsAsync(CancellationToken cancellationToken)
    {
        var end = End(SessionSeat.Prefix);
        return table.QueryAsync<SessionSeat>(
            TableClient.CreateQueryFilter($"RowKey ge {SessionSeat.Prefix} and RowKey lt {end}"),
            cancellationToken: cancellationToken);
    }

    /// <summary>The first of those who wait, without those that the limit on processors does not allow at all.</summary>
    public async Task<IReadOnlyList<AdmissionRow>> LineAsync(
        QueueKey queue, int count, long? maxMilliCpu, CancellationToken cancellationToken)
    {
        var most = (int)Math.Min(maxMilliCpu ?? int.MaxValue, int.MaxValue);
        var end = End(AdmissionRow.LinePrefix);
        List<AdmissionRow> line = [];
        var rows = table.QueryAsync<AdmissionRow>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {queue.Partition} and RowKey ge {AdmissionRow.LinePrefix} and RowKey lt {end}") +
                (maxMilliCpu is null ? "" : TableClient.CreateQueryFilter($" and MilliCpu le {most}")),
            maxPerPage: count,
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            line.Add(row);
            if (line.Count == count)
            {
                break;
            }
        }

        return line;
    }

    /// <summary>How many wait before one, up to so many.</summary>
    public async Task<int> CountBeforeAsync(AdmissionRow row, int most, CancellationToken cancellationToken)
    {
        var (partition, end) = (row.PartitionKey, row.LineKey());
        return await table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {partition} and RowKey ge {AdmissionRow.LinePrefix} and RowKey lt {end}"),
                maxPerPage: most,
                select: ["RowKey"],
                cancellationToken: cancellationToken)
            .Take(most)
            .CountAsync(cancellationToken);
    }

    public async IAsyncEnumerable<AdmissionRow> EntriesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = End(AdmissionRow.EntryPrefix);
        var rows = table.QueryAsync<AdmissionRow>(
            TableClient.CreateQueryFilter($"RowKey ge {AdmissionRow.EntryPrefix} and RowKey lt {end}"),
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return row;
        }
    }

    /// <summary>The first key after all that begin with the prefix, which ends with a colon.</summary>
    private static string End(string prefix) => prefix[..^1] + ';';
}
