namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
public record StartOrchestrationOptions
{
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>Null for a new random id.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Null or past: at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public TaskVersion? Version { get; init; }

    /// <summary>Statuses of an existing instance under which a start is refused; the non-terminal ones when null.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
