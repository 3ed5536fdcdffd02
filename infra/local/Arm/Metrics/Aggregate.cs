namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>What is left of the samples of a span of time.</summary>
internal readonly record struct Aggregate(int Count, double Total, double Minimum, double Maximum)
{
    public double Average => Total / Count;

    public static Aggregate Of(double value) => new(1, value, value, value);

    public Aggregate With(Aggregate other) => Count == 0 ? other : other.Count == 0 ? this : new(
        Count + other.Count,
        Total + other.Total,
        Math.Min(Minimum, other.Minimum),
        Math.Max(Maximum, other.Maximum));
}
