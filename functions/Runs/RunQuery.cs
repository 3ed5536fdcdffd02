namespace CloudWorkspaces.Runs;

/// <summary>Which runs to list; what is null does not filter.</summary>
public sealed record RunQuery
{
    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the page before ended; null for the first page.</summary>
    public string? Cursor { get; init; }

    public RunState? State { get; init; }

    /// <summary>The notebook as the record names it.</summary>
    public string? Notebook { get; init; }

    public RunTrigger? Trigger { get; init; }
    public string? Schedule { get; init; }
    public string? Batch { get; init; }

    /// <summary>The run is created at this time or later.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>The run is created before this time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Words in lower case, all of which the run has; see <see cref="Lists.RunWords"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
