using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>Takes the samples of one group. Not for several threads.</summary>
internal sealed class GroupSampler(MetricsOptions options)
{
    private const int Millicores = 1_000;

    private readonly Dictionary<string, CounterRate> _cpu = [];
    private CounterRate _received = new();
    private CounterRate _transmitted = new();
    private object? _relays;

    public void Sample(ContainerGroup group, GroupMetrics metrics, DateTimeOffset now)
    {
        var running = group.All.Where(container => container.Status.IsRunning && container.Watch is not null).ToList();
        foreach (var container in running)
        {
            Sample(container, metrics, now);
        }

        foreach (var gone in _cpu.Keys.Except(running.Select(container => container.Status.EngineId!)).ToList())
        {
            _cpu.Remove(gone);
        }

        if (running.Count > 0 && group.Relays is { } relays)
        {
            if (!ReferenceEquals(_relays, relays))
            {
                (_relays, _received, _transmitted) = (relays, new CounterRate(), new CounterRate());
                _received.StartAt(now - options.SampleInterval);
                _transmitted.StartAt(now - options.SampleInterval);
            }

            Add(MetricKind.Received, "", _received.Next(now, relays.Traffic.Received));
            Add(MetricKind.Transmitted, "", _transmitted.Next(now, relays.Traffic.Transmitted));
        }

        void Add(MetricKind kind, string container, double? value)
        {
            if (value is { } known)
            {
                metrics.Add(kind, container, now, known, options.Retention);
            }
        }
    }

    private void Sample(GroupContainer container, GroupMetrics metrics, DateTimeOffset now)
    {
        var status = container.Status;
        if (status is not { EngineId: { } id, StartedOn: { } started } || container.Watch is not { } watch ||
            CgroupCounters.Read(watch.ProcessId) is not { } counters)
        {
            return;
        }

        if (!_cpu.TryGetValue(id, out var rate))
        {
            _cpu[id] = rate = new CounterRate();
            if (now - started <= 2 * options.SampleInterval)
            {
                rate.StartAt(started);
            }
        }

        if (rate.Next(now, counters.CpuTime.TotalSeconds * Millicores) is { } millicores)
        {
            metrics.Add(MetricKind.Cpu, container.Spec.Name, now, millicores, options.Retention);
        }

        metrics.Add(MetricKind.Memory, container.Spec.Name, now, counters.MemoryBytes, options.Retention);
    }
}
