namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Values that count as the same key if each is the same.</summary>
internal sealed class KqlKey(object?[] values) : IEquatable<KqlKey>
{
    public object?[] Values => values;

    public bool Equals(KqlKey? other) => other is not null && values.AsSpan().SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as KqlKey);

    public override int GetHashCode() => values.Aggregate(0, HashCode.Combine);
}
