using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>
/// The booked costs. A group's row and its day's total are written in one transaction, and the row only once: that is
/// what counts every group exactly once.
/// </summary>
internal sealed class CostBooks(CostTables tables, TimeProvider time)
{
    private const int MaxTries = 100;

    /// <param name="meter">One that has ended, and not beyond the month in which it began.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task BookAsync(CostMeter meter, CancellationToken cancellationToken)
    {
        var to = meter.To ?? throw new ArgumentException("The meter goes on.", nameof(meter));
        var sum = new CostSum
        {
            Cost = CostRules.Cost(meter.PricePerHour, to - meter.From),
            Time = to - meter.From,
            Groups = 1,
        };
        var partition = Partition(meter.Key.Workspace, DateOnly.FromDateTime(to.UtcDateTime.AddTicks(-1)));
        var entry = MeterRow.ToEntity(meter, partition);
        for (var tries = 1; ; tries++)
        {
            var total = await RowAsync(partition, CostTotal.Key, cancellationToken);
            var next = CostTotal.Add(total, partition, meter.Key.Kind, sum);
            try
            {
                await tables.Costs.SubmitTransactionAsync(
                    [
                        new(TableTransactionActionType.Add, entry),
                        total is null
                            ? new(TableTransactionActionType.Add, next)
                            : new(TableTransactionActionType.UpdateReplace, next, total.ETag),
                    ],
                    cancellationToken);
                return;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412 && tries < MaxTries)
            {
                if (await RowAsync(partition, entry.RowKey, cancellationToken) is not null)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 20)), time, cancellationToken);
            }
        }
    }

    /// <summary>The sums of a month's days up to that of <paramref name="now"/>.</summary>
    public async Task<IReadOnlyDictionary<CostKind, CostSum>> SumAsync(
        string workspace, CostMonth month, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = DateOnly.FromDateTime(month.Start.UtcDateTime);
        var last = DateOnly.FromDateTime(month.End.UtcDateTime.AddTicks(-1));
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var days = Math.Max(0, (today < last ? today : last).DayNumber - first.DayNumber + 1);
        var totals = await Task.WhenAll(Enumerable.Range(0, days).Select(day =>
            RowAsync(Partition(workspace, first.AddDays(day)), CostTotal.Key, cancellationToken)));
        return Enum.GetValues<CostKind>().ToDictionary(
            kind => kind,
            kind => totals.Aggregate(CostSum.None, (sum, total) => sum + CostTotal.Read(total, kind)));
    }

    private static string Partition(string workspace, DateOnly day) =>
        FormattableString.Invariant($"{workspace}:{day:yyyyMMdd}");

    private async Task<TableEntity?> RowAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var found = await tables.Costs.GetEntityIfExistsAsync<TableEntity>(
            partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
