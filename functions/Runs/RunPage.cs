namespace CloudWorkspaces.Runs;

/// <summary>A page of runs, newest first.</summary>
public sealed record RunPage
{
    public required IReadOnlyList<RunRecord> Items { get; init; }

    /// <summary>Goes into <see cref="RunQuery.Cursor"/> for the next page; null after the last.</summary>
    public string? Cursor { get; init; }
}
