namespace CloudWorkspaces.Local.Arm.LogAnalytics;

internal enum KqlTokenKind
{
    Name,
    Literal,
    Symbol,
    End,
}

/// <param name="Text">As it stands in the query.</param>
/// <param name="Line">From 1.</param>
/// <param name="Position">In the line, from 0.</param>
/// <param name="Value">What a literal says: text, a number, a time or a span of time.</param>
internal sealed record KqlToken(KqlTokenKind Kind, string Text, int Line, int Position, object? Value = null)
{
    public bool Is(string text) => Kind is KqlTokenKind.Name or KqlTokenKind.Symbol && Text == text;
}
