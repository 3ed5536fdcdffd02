namespace Microsoft.DurableTask.Client;

/// <summary>Null means any. Only instances that have ended are purged.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);
