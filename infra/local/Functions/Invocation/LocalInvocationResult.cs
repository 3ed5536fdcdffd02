using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Invocation;

internal sealed class LocalInvocationResult(InvocationState state) : InvocationResult
{
    public override object? Value
    {
        get => state.Result;
        set => state.Result = value;
    }
}
