namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>A query that Azure Monitor would answer with 400 and this message.</summary>
internal sealed class MetricQueryException(string message) : Exception(message);
