namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Reads a query: a table and the operators that its rows go through.</summary>
internal sealed class KqlParser : KqlExpressionParser
{
    private KqlParser(IReadOnlyList<KqlToken> tokens) : base(tokens)
    {
    }

    /// <summary>Throws KqlException.</summary>
    public static KqlQuery Parse(string text) => new KqlParser(KqlTokenizer.Read(text)).Query();

    private KqlQuery Query()
    {
        var table = Name();
        var operators = new List<KqlOperator>();
        while (Accept("|"))
        {
            operators.AddRange(Operator());
        }

        Accept(";");
        return Current.Kind == KqlTokenKind.End ? new KqlQuery(table, operators) : throw KqlException.Syntax(Current);
    }

    private IReadOnlyList<KqlOperator> Operator()
    {
        var at = Name();
        switch (at.Text)
        {
            case "where" or "filter":
                return [new KqlWhere(at, Expression())];
            case "project" or "extend":
                return [new KqlProject(at, List(Named), at.Text == "extend")];
            case "order" or "sort":
                Expect("by");
                return [new KqlSort(at, List(SortKey))];
            case "take" or "limit":
                return [new KqlTake(at, Count())];
            case "top":
                var count = Count();
                Expect("by");
                return [new KqlSort(at, [SortKey()]), new KqlTake(at, count)];
            case "summarize":
                var aggregates = Current.Is("by") ? [] : List(Named);
                return [new KqlSummarize(at, aggregates, Accept("by") ? List(Named) : [])];
            case "count":
                return [new KqlCount(at)];
            case "distinct":
                return [new KqlDistinct(at, Accept("*") ? [] : List(Named))];
            default:
                throw KqlException.Syntax(at);
        }
    }

    private KqlNamed Named()
    {
        string? name = null;
        if (Current.Kind == KqlTokenKind.Name && Ahead.Is("="))
        {
            name = Advance().Text;
            Advance();
        }

        return new KqlNamed(name, Expression());
    }

    /// <summary>Descending unless it says otherwise.</summary>
    private KqlSortKey SortKey()
    {
        var node = Expression();
        return new KqlSortKey(node, Accept("asc") || (Accept("desc") && false));
    }

    private long Count() => Current.Value is long count ? Take(count) : throw KqlException.Syntax(Current);

    private long Take(long count)
    {
        Advance();
        return count;
    }
}
