namespace CloudWorkspaces.Runs;

/// <summary>The timeouts of a run as requests give them and answers show them, in seconds.</summary>
public sealed record RunTimeoutsView
{
    public required int RunSeconds { get; init; }
    public int? CellSeconds { get; init; }
    public required int StartSeconds { get; init; }
}
