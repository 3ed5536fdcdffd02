namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>What a request asks of a group's metrics.</summary>
internal sealed record MetricQuery
{
    public required IReadOnlyList<MetricKind> Metrics { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Null for one value over all of the time.</summary>
    public required TimeSpan? Interval { get; init; }

    public required IReadOnlyList<MetricAggregation> Aggregations { get; init; }

    /// <summary>Null if the values of all containers are to be taken together.</summary>
    public ContainerFilter? Filter { get; init; }

    /// <summary>The most series of a metric that is split.</summary>
    public int Top { get; init; } = 10;
}

internal enum MetricAggregation
{
    Average,
    Minimum,
    Maximum,
    Total,
    Count,
}
