namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Finds out what expressions mean for a table, or what is wrong with them. Throws KqlException.</summary>
internal sealed class KqlBinder(IReadOnlyList<KqlColumn> columns, DateTimeOffset now, string operatorName)
{
    public KqlBound Bind(KqlNode node) => node switch
    {
        KqlLiteral literal => new KqlBound(TypeOf(literal.Value), _ => literal.Value),
        KqlColumnName column => Column(column.At),
        KqlBinary { Operator: "and" or "or" } logic => Logic(logic),
        KqlBinary { Operator: "+" or "-" } sum => Sum(sum),
        KqlBinary comparison => Comparison(comparison.At, comparison.Operator, Bind(comparison.Left), Bind(comparison.Right)),
        KqlIn list => In(list),
        KqlBetween between => Between(between),
        KqlCall call => Call(call),
        _ => throw KqlException.Syntax(node.At),
    };

    public KqlBound Condition(KqlNode node) => Bind(node) is { Type: KqlType.Bool } bound
        ? bound
        : throw KqlException.Semantic(node.At, $"'{operatorName}' operator: The expression must be of the type bool");

    /// <summary>The name that a column gets if the query gives none.</summary>
    public static string? NameOf(KqlNode node) => node switch
    {
        KqlColumnName column => column.Name,
        KqlCall { Name: "bin", Arguments: [KqlColumnName column, ..] } => column.Name,
        _ => null,
    };

    private KqlBound Column(KqlToken at)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].Name == at.Text)
            {
                var found = index;
                return new KqlBound(columns[index].Type, row => row[found]);
            }
        }

        throw KqlException.Semantic(
            at, $"'{operatorName}' operator: Failed to resolve column or scalar expression named '{at.Text}'");
    }

    private KqlBound Logic(KqlBinary node)
    {
        var (left, right) = (Condition(node.Left).Value, Condition(node.Right).Value);
        return node.Operator == "and"
            ? new KqlBound(KqlType.Bool, row => left(row) is true && right(row) is true)
            : new KqlBound(KqlType.Bool, row => left(row) is true || right(row) is true);
    }

    private KqlBound Sum(KqlBinary node)
    {
        var (left, right) = (Bind(node.Left), Bind(node.Right));
        return KqlArithmetic.Sum(node.Operator == "-" ? -1 : 1, left, right) ?? throw Mismatch(node.At, left, right);
    }

    private KqlBound Comparison(KqlToken at, string name, KqlBound left, KqlBound right)
    {
        var comparison = KqlComparisons.Find(name, left.Type, right.Type) ?? throw Mismatch(at, left, right);
        return new KqlBound(KqlType.Bool, row => comparison(left.Value(row), right.Value(row)));
    }

    private KqlBound In(KqlIn node)
    {
        var value = Bind(node.Value);
        var name = node.Operator == "in~" ? "=~" : "==";
        var matches = node.Items.Select(item => Comparison(item.At, name, value, Bind(item)).Value).ToList();
        var negated = node.Operator == "!in";
        return new KqlBound(KqlType.Bool, row => matches.Any(match => match(row) is true) != negated);
    }

    private KqlBound Between(KqlBetween node)
    {
        var (value, low, high) = (Bind(node.Value), Bind(node.Low), Bind(node.High));
        // A span of time as the upper end counts from the lower one.
        if (high.Type == KqlType.Timespan && low.Type == KqlType.Datetime)
        {
            high = KqlArithmetic.Sum(1, low, high)!;
        }

        var (above, below) = (Comparison(node.At, ">=", value, low).Value, Comparison(node.At, "<=", value, high).Value);
        return new KqlBound(KqlType.Bool, row => (above(row) is true && below(row) is true) != node.Negated);
    }

    private KqlBound Call(KqlCall node)
    {
        var arguments = node.Arguments.Select(Bind).ToList();
        return (node.Name, arguments) switch
        {
            ("ago", [{ Type: KqlType.Timespan } span]) => new(KqlType.Datetime, row => now - (TimeSpan)span.Value(row)!),
            ("now", []) => new(KqlType.Datetime, _ => now),
            ("not", [{ Type: KqlType.Bool } value]) => new(KqlType.Bool, row => value.Value(row) is not true),
            ("bin", [var value, var size]) when KqlArithmetic.Bin(value, size) is { } bin => bin,
            ("tolower", [{ Type: KqlType.String } text]) => new(KqlType.String, row => (text.Value(row) as string)?.ToLowerInvariant()),
            ("toupper", [{ Type: KqlType.String } text]) => new(KqlType.String, row => (text.Value(row) as string)?.ToUpperInvariant()),
            ("strlen", [{ Type: KqlType.String } text]) => new(KqlType.Long, row => (long)((text.Value(row) as string)?.Length ?? 0)),
            ("isempty", [var value]) => new(KqlType.Bool, row => value.Value(row) is null or ""),
            ("isnotempty", [var value]) => new(KqlType.Bool, row => value.Value(row) is not (null or "")),
            _ => throw KqlException.Semantic(
                node.At,
                $"'{operatorName}' operator: There is no function '{node.Name}' here that takes " +
                $"({string.Join(", ", arguments.Select(argument => argument.Type.ToString().ToLowerInvariant()))})"),
        };
    }

    private KqlException Mismatch(KqlToken at, KqlBound left, KqlBound right) => KqlException.Semantic(
        at,
        $"'{operatorName}' operator: '{at.Text}' cannot be applied to the types " +
        $"{left.Type.ToString().ToLowerInvariant()} and {right.Type.ToString().ToLowerInvariant()}");

    private static KqlType TypeOf(object value) => value switch
    {
        string => KqlType.String,
        long => KqlType.Long,
        double => KqlType.Real,
        bool => KqlType.Bool,
        TimeSpan => KqlType.Timespan,
        _ => KqlType.Datetime,
    };
}
