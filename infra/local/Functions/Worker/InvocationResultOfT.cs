namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned; a middleware may put something else in its place.</summary>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}
