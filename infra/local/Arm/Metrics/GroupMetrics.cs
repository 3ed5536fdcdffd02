using System.Collections.Concurrent;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>What was measured of one group.</summary>
internal sealed class GroupMetrics
{
    private readonly ConcurrentDictionary<(string Metric, string Container), MetricSeries> _series = new();

    /// <param name="container">Empty for what is measured of the group as a whole.</param>
    public void Add(MetricKind kind, string container, DateTimeOffset at, double value, TimeSpan retention) =>
        _series.GetOrAdd((kind.Name, container), _ => new MetricSeries()).Add(at, value, retention);

    public IEnumerable<(string Container, MetricSeries Series)> Of(MetricKind kind) => _series
        .Where(pair => pair.Key.Metric == kind.Name)
        .OrderBy(pair => pair.Key.Container, StringComparer.Ordinal)
        .Select(pair => (pair.Key.Container, pair.Value));
}
