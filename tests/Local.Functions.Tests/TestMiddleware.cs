using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Marks answers, and replaces the result of requests that ask for it.</summary>
public sealed class TestMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        http.Response.Headers["x-function"] = context.FunctionDefinition.Name;
        await next(context);
        if (http.Request.Query.ContainsKey("replace"))
        {
            context.GetInvocationResult().Value = new StatusCodeResult(418);
        }
    }
}
