namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>A log line or an event, as it is kept.</summary>
internal sealed record LogRecord
{
    public required DateTimeOffset Time { get; init; }

    public required string ResourceId { get; init; }

    public required string Group { get; init; }

    /// <summary>Tells groups apart that had the name one after the other.</summary>
    public required string GroupKey { get; init; }

    public required string Location { get; init; }

    public required string Container { get; init; }

    public required string ContainerId { get; init; }

    public required string Image { get; init; }

    public required string Message { get; init; }

    /// <summary>Of a line: stdout or stderr. Null for an event.</summary>
    public string? Stream { get; init; }

    /// <summary>Of a line: where the engine's log goes on after it.</summary>
    public long Offset { get; init; }

    /// <summary>Of an event: its name. Null for a line.</summary>
    public string? Reason { get; init; }

    public int Count { get; init; }

    public DateTimeOffset? First { get; init; }

    /// <summary>Events with the same key are the same one.</summary>
    public string EventKey => $"{GroupKey}\n{Container}\n{Reason}\n{Message}\n{Count}";
}
