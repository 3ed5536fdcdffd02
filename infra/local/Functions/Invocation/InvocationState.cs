namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>What one invocation was called with and what came of it.</summary>
internal sealed class InvocationState
{
    public object? Result { get; set; }
}
