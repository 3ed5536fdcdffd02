namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every invocation, orchestrator turns included. Made anew for each, from its services.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
