namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Groups of rows and what is counted of them: count(), countif(…), dcount(…), min(…), max(…).</summary>
internal static class KqlSummary
{
    public static KqlTable Of(KqlTable table, KqlSummarize step, KqlBinder binder)
    {
        var keys = KqlEvaluator.Columns(step.By, binder, "Column");
        var aggregates = step.Aggregates.Select(named => Aggregate(named, binder)).ToList();
        var columns = keys.Select(key => key.Column).Concat(aggregates.Select(aggregate => aggregate.Column)).ToList();
        if (columns.GroupBy(column => column.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw KqlException.Semantic(step.At, $"'summarize' operator: A column named '{twice.Key}' is there twice");
        }

        object?[] Row(object?[] key, IReadOnlyList<object?[]> rows) =>
            [.. key, .. aggregates.Select(aggregate => aggregate.Of(rows))];
        return new KqlTable(columns, keys.Count == 0
            ? KqlEvaluator.Once(() => Row([], [.. table.Rows]))
            : table.Rows
                .GroupBy(row => new KqlKey([.. keys.Select(key => key.Bound.Value(row))]))
                .Select(group => Row(group.Key.Values, [.. group])));
    }

    private static (KqlColumn Column, Func<IReadOnlyList<object?[]>, object?> Of) Aggregate(KqlNamed named, KqlBinder binder)
    {
        if (named.Node is not KqlCall call)
        {
            throw KqlException.Semantic(named.Node.At, "'summarize' operator: An aggregate function is expected");
        }

        var arguments = call.Arguments.Select(binder.Bind).ToList();
        (KqlType Type, Func<IReadOnlyList<object?[]>, object?> Of) found = (call.Name, arguments) switch
        {
            ("count", []) => (KqlType.Long, rows => (long)rows.Count),
            ("countif", [{ Type: KqlType.Bool } condition]) =>
                (KqlType.Long, rows => (long)rows.Count(row => condition.Value(row) is true)),
            ("dcount", [var value]) =>
                (KqlType.Long, rows => (long)rows.Select(value.Value).Where(item => item is not null).Distinct().Count()),
            ("min", [var value]) => (value.Type, rows => Sorted(rows, value).FirstOrDefault()),
            ("max", [var value]) => (value.Type, rows => Sorted(rows, value).LastOrDefault()),
            _ => throw KqlException.Semantic(call.At, $"'summarize' operator: There is no aggregate '{call.Name}' here"),
        };
        var argument = call.Arguments.Count == 0 ? "" : KqlBinder.NameOf(call.Arguments[0]);
        return (new KqlColumn(named.Name ?? $"{call.Name}_{argument}", found.Type), found.Of);
    }

    private static IEnumerable<object> Sorted(IEnumerable<object?[]> rows, KqlBound value) => rows
        .Select(value.Value)
        .OfType<object>()
        .Order(Comparer<object>.Create(KqlComparisons.Compare));
}
