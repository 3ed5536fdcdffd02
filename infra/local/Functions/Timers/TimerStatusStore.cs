using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Timers;

/// <summary>When timer functions fired last and fire next, a row each.</summary>
internal sealed class TimerStatusStore(HubStorage storage, StorageRetry retry)
{
    private const string Partition = "timers";

    private readonly TableClient _table = storage.Timers;

    public Task<ScheduleStatus?> FindAsync(string function, CancellationToken cancellationToken) =>
        retry.ForeverAsync(
            async token =>
            {
                var found = await _table.GetEntityIfExistsAsync<TableEntity>(
                    Partition, HubNames.Key(function), cancellationToken: token);
                return found.HasValue
                    ? new ScheduleStatus
                    {
                        Last = Utc(found.Value!, nameof(ScheduleStatus.Last)),
                        Next = Utc(found.Value!, nameof(ScheduleStatus.Next)),
                        LastUpdated = Utc(found.Value!, nameof(ScheduleStatus.LastUpdated)),
                    }
                    : null;
            },
            cancellationToken);

    public Task SaveAsync(string function, ScheduleStatus status, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, HubNames.Key(function))
        {
            [nameof(status.Next)] = status.Next,
            [nameof(status.LastUpdated)] = status.LastUpdated,
        };
        if (status.Last != default)
        {
            row[nameof(status.Last)] = status.Last;
        }

        return retry.ForeverAsync(
            token => _table.UpsertEntityAsync(row, TableUpdateMode.Replace, token), cancellationToken);
    }

    private static DateTime Utc(TableEntity row, string property) => row.GetDateTimeOffset(property)?.UtcDateTime ?? default;
}
