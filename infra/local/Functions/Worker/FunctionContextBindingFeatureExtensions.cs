using CloudWorkspaces.Local.Functions.Invocation;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        new LocalInvocationResult(
            context.Features.Get<InvocationState>()
            ?? throw new InvalidOperationException("This context does not belong to an invocation of the host."));
}
