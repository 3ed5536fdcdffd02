namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingContext
{
    /// <summary>
    /// Route values of an HTTP trigger; instanceId for orchestrations and activities; for a blob the names of its path,
    /// BlobTrigger, and as JSON Uri, Properties and Metadata.
    /// </summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
