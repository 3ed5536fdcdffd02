using Azure.Data.Tables;
using CloudWorkspaces.Functions.Tests.Runs;
using CloudWorkspaces.Testing;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Usage;

[Trait("Category", "Azurite")]
public sealed class CostLedgerTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly CostMonth November = new(2026, 11);

    private readonly string _workspace = RunSamples.NewWorkspace();
    private readonly FakeTimeProvider _time = new(November.Start.AddDays(10));

    [Fact]
    public async Task CloseAsync_ManyTimesAtOnce_BooksOnce()
    {
        var ledger = await LedgerAsync();
        var meter = MeterSamples.Of(_workspace, _time.GetUtcNow());
        await ledger.OpenAsync(meter, None);
        await ledger.OpenAsync(meter with { From = meter.From.AddDays(-1) }, None);

        await Task.WhenAll(Enumerable.Range(1, 8).Select(async hours =>
            await (await LedgerAsync()).CloseAsync(meter.Key, meter.From.AddHours(2), None)));
        await ledger.CloseAsync(meter.Key, meter.From.AddHours(5), None);

        _time.Advance(TimeSpan.FromHours(9));
        var costs = await ledger.ReadAsync(_workspace, November, None);
        Assert.Equal(new CostSum { Cost = 0.24m, Time = TimeSpan.FromHours(2), Groups = 1 }, costs.Booked[CostKind.Run]);
        Assert.Equal(CostSum.None, costs.Living[CostKind.Run]);
        Assert.Equal(0.24m, costs.Total);
        Assert.Empty(await MetersAsync(ledger));
    }

    [Fact]
    public async Task CloseAsync_ManyGroupsAtOnce_AllCount()
    {
        var ledger = await LedgerAsync();
        var meters = Enumerable.Range(0, 12)
            .Select(index => MeterSamples.Of(_workspace, _time.GetUtcNow(), index % 3 == 0 ? CostKind.Session : CostKind.Run))
            .ToList();

        await Task.WhenAll(meters.Select(async meter =>
        {
            await ledger.OpenAsync(meter, None);
            await ledger.CloseAsync(meter.Key, meter.From.AddHours(1), None);
        }));

        _time.Advance(TimeSpan.FromHours(1));
        var costs = await ledger.ReadAsync(_workspace, November, None);
        Assert.Equal((8, 0.96m), (costs.Booked[CostKind.Run].Groups, costs.Booked[CostKind.Run].Cost));
        Assert.Equal((4, 0.48m), (costs.Booked[CostKind.Session].Groups, costs.Booked[CostKind.Session].Cost));
    }

    [Fact]
    public async Task CloseAsync_DiedAfterTheEndWasWritten_IsFinishedWithThatEnd()
    {
        var ledger = await LedgerAsync();
        var meter = MeterSamples.Of(_workspace, _time.GetUtcNow());
        await ledger.OpenAsync(meter, None);
        var row = MeterRow.ToEntity(meter with { To = meter.From.AddHours(1) });
        await (await TablesAsync()).Meters.UpsertEntityAsync(row, TableUpdateMode.Replace);

        var left = Assert.Single(await MetersAsync(ledger));
        await ledger.CloseAsync(left.Key, meter.From.AddHours(3), None);

        _time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0.12m, (await ledger.ReadAsync(_workspace, November, None)).Total);
    }

    [Fact]
    public async Task CloseAsync_DiedBeforeTheMeterWent_BooksNoSecondTime()
    {
        var ledger = await LedgerAsync();
        var meter = MeterSamples.Of(_workspace, _time.GetUtcNow());
        await ledger.OpenAsync(meter, None);
        await ledger.CloseAsync(meter.Key, meter.From.AddHours(1), None);
        var row = MeterRow.ToEntity(meter with { To = meter.From.AddHours(1) });
        await (await TablesAsync()).Meters.UpsertEntityAsync(row, TableUpdateMode.Replace);

        await ledger.CloseAsync(meter.Key, meter.From.AddHours(2), None);

        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0.12m, (await ledger.ReadAsync(_workspace, November, None)).Total);
    }

    [Fact]
    public async Task ReadAsync_GroupAcrossTwoMonths_IsSplit()
    {
        var ledger = await LedgerAsync();
        var meter = MeterSamples.Of(_workspace, November.End.AddHours(-2));
        await ledger.OpenAsync(meter, None);
        _time.SetUtcNow(November.End.AddHours(3));

        var living = await ledger.ReadAsync(_workspace, new CostMonth(2026, 12), None);
        await ledger.CloseAsync(meter.Key, November.End.AddHours(3), None);

        Assert.Equal(0.36m, living.Living[CostKind.Run].Cost);
        Assert.Equal(0.24m, (await ledger.ReadAsync(_workspace, November, None)).Booked[CostKind.Run].Cost);
        Assert.Equal(0.36m, (await ledger.ReadAsync(_workspace, new CostMonth(2026, 12), None)).Booked[CostKind.Run].Cost);
    }

    [Fact]
    public async Task DiscardAsync_NoGroupCameOfIt_CostsNothing()
    {
        var ledger = await LedgerAsync();
        var meter = MeterSamples.Of(_workspace, _time.GetUtcNow());
        await ledger.OpenAsync(meter, None);
        await ledger.DiscardAsync(meter.Key, None);
        await ledger.DiscardAsync(meter.Key, None);
        await ledger.CloseAsync(meter.Key, meter.From.AddHours(1), None);

        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, (await ledger.ReadAsync(_workspace, November, None)).Total);
    }

    private async Task<List<CostMeter>> MetersAsync(CostLedger ledger)
    {
        List<CostMeter> meters = [];
        await foreach (var meter in ledger.MetersAsync(None))
        {
            meters.Add(meter);
        }

        return meters.FindAll(meter => meter.Key.Workspace == _workspace);
    }

    private async Task<CostLedger> LedgerAsync()
    {
        var tables = await TablesAsync();
        return new CostLedger(tables, new CostBooks(tables, TimeProvider.System), _time);
    }

    private static async Task<CostTables> TablesAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var tables = new CostTables(new TableServiceClient(azurite.ConnectionString));
        await tables.StartAsync(None);
        return tables;
    }
}
