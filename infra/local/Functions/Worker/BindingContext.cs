namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingContext
{
    /// <summary>Route values of an HTTP trigger; instanceId for orchestrations and activities.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
