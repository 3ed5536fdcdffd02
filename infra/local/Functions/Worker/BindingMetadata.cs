namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingMetadata
{
    public abstract string Name { get; }

    /// <summary>Such as httpTrigger, orchestrationTrigger, activityTrigger, timerTrigger, durableClient.</summary>
    public abstract string Type { get; }

    public abstract BindingDirection Direction { get; }
}
