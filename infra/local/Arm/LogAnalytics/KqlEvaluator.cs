namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Sends a table's rows through a query's operators. All of the query is checked before the first row.</summary>
internal static class KqlEvaluator
{
    public static KqlTable Run(KqlTable table, IReadOnlyList<KqlOperator> operators, DateTimeOffset now) =>
        operators.Aggregate(table, (rows, step) => Apply(rows, step, new KqlBinder(rows.Columns, now, step.At.Text)));

    private static KqlTable Apply(KqlTable table, KqlOperator step, KqlBinder binder) => step switch
    {
        KqlWhere where => Where(table, binder.Condition(where.Condition)),
        KqlProject project => Project(table, Columns(project.Columns, binder, "Column"), project.KeepsOthers),
        KqlSort sort => Sort(table, [.. sort.Keys.Select(key => (binder.Bind(key.Node), key.Ascending))]),
        KqlTake take => table with { Rows = table.Rows.Take((int)Math.Min(take.Count, int.MaxValue)) },
        KqlSummarize summarize => KqlSummary.Of(table, summarize, binder),
        KqlCount => new KqlTable([new KqlColumn("Count", KqlType.Long)], Once(() => [(long)table.Rows.Count()])),
        KqlDistinct { Columns.Count: 0 } => table with { Rows = table.Rows.DistinctBy(row => new KqlKey(row)) },
        KqlDistinct distinct => Distinct(Project(table, Columns(distinct.Columns, binder, "Column"), keepsOthers: false)),
        _ => throw KqlException.Syntax(step.At),
    };

    /// <summary>Named expressions as columns; those without a name are numbered.</summary>
    internal static List<(KqlColumn Column, KqlBound Bound)> Columns(
        IReadOnlyList<KqlNamed> named, KqlBinder binder, string prefix)
    {
        var columns = new List<(KqlColumn Column, KqlBound Bound)>();
        foreach (var item in named)
        {
            var bound = binder.Bind(item.Node);
            var name = item.Name ?? KqlBinder.NameOf(item.Node) ?? $"{prefix}{columns.Count + 1}";
            if (columns.Any(column => column.Column.Name == name))
            {
                throw KqlException.Semantic(item.Node.At, $"A column named '{name}' is there twice");
            }

            columns.Add((new KqlColumn(name, bound.Type), bound));
        }

        return columns;
    }

    internal static IEnumerable<object?[]> Once(Func<object?[]> row)
    {
        yield return row();
    }

    private static KqlTable Where(KqlTable table, KqlBound condition) =>
        table with { Rows = table.Rows.Where(row => condition.Value(row) is true) };

    private static KqlTable Project(KqlTable table, List<(KqlColumn Column, KqlBound Bound)> columns, bool keepsOthers)
    {
        if (keepsOthers)
        {
            var replaced = columns.Select(column => column.Column.Name).ToHashSet();
            columns =
            [
                .. table.Columns.Select((column, index) => (column, new KqlBound(column.Type, row => row[index])))
                    .Where(column => !replaced.Contains(column.column.Name)),
                .. columns,
            ];
        }

        return new KqlTable(
            [.. columns.Select(column => column.Column)],
            table.Rows.Select(row => columns.Select(column => column.Bound.Value(row)).ToArray()));
    }

    private static KqlTable Distinct(KqlTable table) => table with { Rows = table.Rows.DistinctBy(row => new KqlKey(row)) };

    /// <summary>Nulls come last when descending and first when ascending, as in KQL.</summary>
    private static KqlTable Sort(KqlTable table, List<(KqlBound Bound, bool Ascending)> keys)
    {
        var order = Comparer<object?>.Create((one, other) => (one, other) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            var (left, right) => KqlComparisons.Compare(left, right),
        });
        var sorted = table.Rows.OrderBy(_ => 0);
        foreach (var (bound, ascending) in keys)
        {
            sorted = ascending ? sorted.ThenBy(bound.Value, order) : sorted.ThenByDescending(bound.Value, order);
        }

        return table with { Rows = sorted };
    }
}
