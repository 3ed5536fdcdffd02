namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Reads expressions: or, and, comparisons, sums, and what stands for itself, in the order of their binding.</summary>
internal class KqlExpressionParser(IReadOnlyList<KqlToken> tokens)
{
    private static readonly HashSet<string> Comparisons =
    [
        "==", "!=", "=~", "!~", "<", "<=", ">", ">=", "contains", "!contains", "contains_cs", "!contains_cs", "has", "!has",
        "has_cs", "!has_cs", "startswith", "!startswith", "startswith_cs", "!startswith_cs", "endswith", "!endswith",
        "endswith_cs", "!endswith_cs",
    ];

    private const int Deepest = 100;

    private int _at;
    private int _depth;

    protected KqlToken Current => tokens[_at];

    protected KqlToken Ahead => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    protected KqlToken Advance() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    protected bool Accept(string text)
    {
        var found = Current.Is(text);
        if (found)
        {
            Advance();
        }

        return found;
    }

    protected void Expect(string text)
    {
        if (!Accept(text))
        {
            throw KqlException.Syntax(Current);
        }
    }

    protected KqlToken Name() => Current.Kind == KqlTokenKind.Name ? Advance() : throw KqlException.Syntax(Current);

    protected List<T> List<T>(Func<T> read)
    {
        var items = new List<T> { read() };
        while (Accept(","))
        {
            items.Add(read());
        }

        return items;
    }

    protected KqlNode Expression()
    {
        if (++_depth > Deepest)
        {
            throw KqlException.Syntax(Current);
        }

        var node = Chain(() => Chain(Comparison, "and"), "or");
        _depth--;
        return node;
    }

    private KqlNode Chain(Func<KqlNode> part, params ReadOnlySpan<string> operators)
    {
        var node = part();
        while (Current.Kind is KqlTokenKind.Name or KqlTokenKind.Symbol && operators.Contains(Current.Text))
        {
            var at = Advance();
            node = new KqlBinary(at, at.Text, node, part());
        }

        return node;
    }

    private KqlNode Comparison()
    {
        var left = Sum();
        var at = Current;
        if (at.Kind is not (KqlTokenKind.Name or KqlTokenKind.Symbol))
        {
            return left;
        }

        switch (at.Text)
        {
            case "in" or "!in" or "in~":
                Advance();
                Expect("(");
                var items = List(Expression);
                Expect(")");
                return new KqlIn(at, at.Text, left, items);
            case "between" or "!between":
                Advance();
                Expect("(");
                var low = Sum();
                Expect("..");
                var high = Sum();
                Expect(")");
                return new KqlBetween(at, at.Text[0] == '!', left, low, high);
            case var text when Comparisons.Contains(text):
                Advance();
                return new KqlBinary(at, text, left, Sum());
            default:
                return left;
        }
    }

    private KqlNode Sum() => Chain(Primary, "+", "-");

    private KqlNode Primary()
    {
        var at = Current;
        if (at.Kind == KqlTokenKind.Literal)
        {
            return new KqlLiteral(at, Advance().Value!);
        }

        if (Accept("("))
        {
            var inner = Expression();
            Expect(")");
            return inner;
        }

        if (Name().Text is "true" or "false")
        {
            return new KqlLiteral(at, at.Text == "true");
        }

        if (!Accept("("))
        {
            return new KqlColumnName(at, at.Text);
        }

        var arguments = Current.Is(")") ? [] : List(Expression);
        Expect(")");
        return new KqlCall(at, at.Text, arguments);
    }
}
