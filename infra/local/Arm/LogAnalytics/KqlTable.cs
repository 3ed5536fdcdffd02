namespace CloudWorkspaces.Local.Arm.LogAnalytics;

internal enum KqlType
{
    String,
    Long,
    Real,
    Bool,
    Datetime,
    Timespan,
}

internal sealed record KqlColumn(string Name, KqlType Type);

/// <param name="Rows">A value a column: string, long, double, bool, DateTimeOffset, TimeSpan or null.</param>
internal sealed record KqlTable(IReadOnlyList<KqlColumn> Columns, IEnumerable<object?[]> Rows);

/// <summary>An expression that is known to make sense for the rows of a table.</summary>
internal sealed record KqlBound(KqlType Type, Func<object?[], object?> Value);
