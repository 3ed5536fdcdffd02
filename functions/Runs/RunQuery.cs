namespace CloudWorkspaces.Runs;

/// <summary>Which runs to list.</summary>
public sealed record RunQuery
{
    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the page before ended; null for the first page.</summary>
    public string? Cursor { get; init; }

    public RunState? State { get; init; }
}
