using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>Meters as rows of their own, which go when <see cref="CostBooks"/> has their cost.</summary>
internal sealed class CostLedger(CostTables tables, CostBooks books, TimeProvider time) : ICostLedger
{
    private const int MaxTries = 20;

    public async Task OpenAsync(CostMeter meter, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Meters.AddEntityAsync(MeterRow.ToEntity(meter), cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // It runs since the first try.
        }
    }

    public async Task DiscardAsync(MeterKey key, CancellationToken cancellationToken) =>
        await tables.Meters.DeleteEntityAsync(key.Workspace, key.Row, ETag.All, cancellationToken);

    public async Task CloseAsync(MeterKey key, DateTimeOffset endedOn, CancellationToken cancellationToken)
    {
        if (await EndAsync(key, endedOn, cancellationToken) is not { } meter)
        {
            return;
        }

        foreach (var (from, until) in CostRules.ByMonth(meter.From, meter.To!.Value))
        {
            await books.BookAsync(meter with { From = from, To = until }, cancellationToken);
        }

        await DiscardAsync(key, cancellationToken);
    }

    public async IAsyncEnumerable<CostMeter> MetersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in tables.Meters.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            yield return MeterRow.FromEntity(row);
        }
    }

    public async Task<MonthlyCosts> ReadAsync(string workspace, CostMonth month, CancellationToken cancellationToken)
    {
        // In this order a meter that ends meanwhile is missed for a moment, and never counted twice.
        var now = time.GetUtcNow();
        var booked = await books.SumAsync(workspace, month, now, cancellationToken);
        var living = Enum.GetValues<CostKind>().ToDictionary(kind => kind, _ => CostSum.None);
        var rows = tables.Meters.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {workspace}"), cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            var meter = MeterRow.FromEntity(row);
            var (cost, spent) = CostRules.Within(meter, month, now);
            if (spent > TimeSpan.Zero)
            {
                living[meter.Key.Kind] += new CostSum { Cost = cost, Time = spent, Groups = 1 };
            }
        }

        return new MonthlyCosts { Month = month, Booked = booked, Living = living };
    }

    /// <summary>Fixes the end, so that repetitions book the same; null when there is no such meter.</summary>
    private async Task<CostMeter?> EndAsync(MeterKey key, DateTimeOffset to, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var found = await tables.Meters.GetEntityIfExistsAsync<TableEntity>(
                key.Workspace, key.Row, cancellationToken: cancellationToken);
            if (!found.HasValue)
            {
                return null;
            }

            var meter = MeterRow.FromEntity(found.Value!);
            if (meter.To is not null)
            {
                return meter;
            }

            try
            {
                meter = meter with { To = to };
                await tables.Meters.UpdateEntityAsync(
                    MeterRow.ToEntity(meter), found.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
                return meter;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 412 && tries < MaxTries)
            {
                // Another one has ended it.
            }
        }
    }
}
