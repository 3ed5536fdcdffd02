namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>An expression as it stands in a query.</summary>
internal abstract record KqlNode(KqlToken At);

internal sealed record KqlLiteral(KqlToken At, object Value) : KqlNode(At);

internal sealed record KqlColumnName(KqlToken At, string Name) : KqlNode(At);

internal sealed record KqlBinary(KqlToken At, string Operator, KqlNode Left, KqlNode Right) : KqlNode(At);

internal sealed record KqlIn(KqlToken At, string Operator, KqlNode Value, IReadOnlyList<KqlNode> Items) : KqlNode(At);

internal sealed record KqlBetween(KqlToken At, bool Negated, KqlNode Value, KqlNode Low, KqlNode High) : KqlNode(At);

internal sealed record KqlCall(KqlToken At, string Name, IReadOnlyList<KqlNode> Arguments) : KqlNode(At);

/// <param name="Name">What the query calls it; null if the name follows from the expression.</param>
internal sealed record KqlNamed(string? Name, KqlNode Node);

internal sealed record KqlSortKey(KqlNode Node, bool Ascending);

/// <summary>A step of a query, between two bars.</summary>
internal abstract record KqlOperator(KqlToken At);

internal sealed record KqlWhere(KqlToken At, KqlNode Condition) : KqlOperator(At);

internal sealed record KqlProject(KqlToken At, IReadOnlyList<KqlNamed> Columns, bool KeepsOthers) : KqlOperator(At);

internal sealed record KqlSort(KqlToken At, IReadOnlyList<KqlSortKey> Keys) : KqlOperator(At);

internal sealed record KqlTake(KqlToken At, long Count) : KqlOperator(At);

internal sealed record KqlSummarize(KqlToken At, IReadOnlyList<KqlNamed> Aggregates, IReadOnlyList<KqlNamed> By) : KqlOperator(At);

internal sealed record KqlCount(KqlToken At) : KqlOperator(At);

/// <param name="Columns">Empty for all.</param>
internal sealed record KqlDistinct(KqlToken At, IReadOnlyList<KqlNamed> Columns) : KqlOperator(At);

internal sealed record KqlQuery(KqlToken Table, IReadOnlyList<KqlOperator> Operators);
