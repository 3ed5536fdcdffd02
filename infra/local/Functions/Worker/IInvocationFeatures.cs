namespace Microsoft.Azure.Functions.Worker;

/// <summary>Objects of one invocation, by type.</summary>
public interface IInvocationFeatures
{
    void Set<T>(T instance);

    T? Get<T>();
}
