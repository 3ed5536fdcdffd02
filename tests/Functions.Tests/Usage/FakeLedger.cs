using System.Collections.Concurrent;
using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Functions.Tests.Usage;

/// <summary>A ledger in memory: meters that go on, those that have ended, and what has been spent before.</summary>
internal sealed class FakeLedger : ICostLedger
{
    public ConcurrentDictionary<MeterKey, CostMeter> Meters { get; } = [];

    public ConcurrentDictionary<MeterKey, CostMeter> Booked { get; } = [];

    public decimal Spent { get; set; }

    public Task OpenAsync(CostMeter meter, CancellationToken cancellationToken)
    {
        Meters.TryAdd(meter.Key, meter);
        return Task.CompletedTask;
    }

    public Task DiscardAsync(MeterKey key, CancellationToken cancellationToken)
    {
        Meters.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task CloseAsync(MeterKey key, DateTimeOffset endedOn, CancellationToken cancellationToken)
    {
        if (Meters.TryRemove(key, out var meter))
        {
            Booked[key] = meter with { To = meter.To ?? endedOn };
        }

        return Task.CompletedTask;
    }

    public IAsyncEnumerable<CostMeter> MetersAsync(CancellationToken cancellationToken) =>
        Meters.Values.ToAsyncEnumerable();

    public Task<MonthlyCosts> ReadAsync(string workspace, CostMonth month, CancellationToken cancellationToken) =>
        Task.FromResult(new MonthlyCosts
        {
            Month = month,
            Booked = new Dictionary<CostKind, CostSum> { [CostKind.Run] = new() { Cost = Spent, Groups = 1 } },
            Living = new Dictionary<CostKind, CostSum> { [CostKind.Run] = CostSum.None },
        });
}
