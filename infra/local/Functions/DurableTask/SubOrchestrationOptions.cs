namespace Microsoft.DurableTask;

public record SubOrchestrationOptions : TaskOptions
{
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
    {
        var derived = options as SubOrchestrationOptions;
        InstanceId = instanceId ?? derived?.InstanceId;
        Version = derived?.Version;
    }

    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
    {
        InstanceId = options.InstanceId;
        Version = options.Version;
    }

    /// <summary>Null for a new id that is the same in every replay.</summary>
    public string? InstanceId { get; init; }

    public TaskVersion? Version { get; init; }
}
