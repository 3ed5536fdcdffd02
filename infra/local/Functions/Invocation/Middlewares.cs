using Microsoft.Azure.Functions.Worker.Middleware;

namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>The app's middlewares in the order in which they run.</summary>
internal sealed class Middlewares(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middlewares)
{
    public FunctionExecutionDelegate Build(FunctionExecutionDelegate last) =>
        middlewares.Reverse().Aggregate(last, (next, middleware) => middleware(next));
}
