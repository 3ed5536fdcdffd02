using CloudWorkspaces.Local.Arm.Groups;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>Samples all groups as long as the emulator runs.</summary>
internal sealed class MetricSampling(
    GroupRegistry registry, MetricStore store, TimeProvider time, IOptions<MetricsOptions> options) : BackgroundService
{
    private readonly Dictionary<string, GroupSampler> _samplers = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SampleInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Sample();
        }
    }

    private void Sample()
    {
        var groups = registry.All.ToDictionary(group => group.Record.Key);
        foreach (var (key, group) in groups)
        {
            if (!_samplers.TryGetValue(key, out var sampler))
            {
                _samplers[key] = sampler = new GroupSampler(options.Value);
            }

            sampler.Sample(group, store.Of(key), time.GetUtcNow());
        }

        foreach (var gone in _samplers.Keys.Except(groups.Keys).ToList())
        {
            _samplers.Remove(gone);
        }

        store.KeepOnly(groups.Keys.ToHashSet());
    }
}
