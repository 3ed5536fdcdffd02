namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>A query that is refused, and where it went wrong.</summary>
internal sealed class KqlException(bool isSyntax, string message, KqlToken at) : Exception(message)
{
    /// <summary>Whether the query could not be read, rather than not be understood.</summary>
    public bool IsSyntax => isSyntax;

    public KqlToken At => at;

    public static KqlException Syntax(KqlToken at) => new(
        true, $"Query could not be parsed at '{at.Text}' on line [{at.Line},{at.Position}]", at);

    public static KqlException Semantic(KqlToken at, string message) => new(false, message, at);
}
