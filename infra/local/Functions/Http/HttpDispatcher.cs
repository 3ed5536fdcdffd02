using CloudWorkspaces.Local.Functions.Hosting;
using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Local.Functions.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Http;

/// <summary>
/// Hands requests to functions. Routes are tried in the order of the functions' names, as the official host does:
/// a catch-all hides what sorts after it.
/// </summary>
internal sealed partial class HttpDispatcher(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    HostOptionsFile options,
    KeyRing keys,
    ReservedPaths reserved,
    IInlineConstraintResolver constraints,
    ILogger<HttpDispatcher> logger)
{
    private readonly List<HttpRoute> _routes =
    [
        .. catalog.With<HttpTriggerAttribute>()
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Select(function => new HttpRoute(function, options.RoutePrefix, constraints)),
    ];

    public async Task HandleAsync(HttpContext context)
    {
        if (await reserved.TryHandleAsync(context))
        {
            return;
        }

        foreach (var route in _routes)
        {
            if (route.Match(context) is { } values)
            {
                if (!await keys.AllowsAsync(route.Access, context.Request, context.RequestAborted))
                {
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    return;
                }

                context.Request.RouteValues = values;
                await RunAsync(route.Function, context, values);
                return;
            }
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task RunAsync(FunctionDescriptor function, HttpContext context, RouteValueDictionary values)
    {
        try
        {
            var state = new InvocationState { Trigger = context, BindingData = values };
            await invoker.InvokeAsync(function, state, context.RequestAborted);
            var result = state.Result switch
            {
                IActionResult action => action.ExecuteResultAsync(
                    new ActionContext(context, new RouteData(values), new ActionDescriptor { DisplayName = function.Name })),
                IResult plain => plain.ExecuteAsync(context),
                _ => Task.CompletedTask,
            };
            await result;
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception exception)
        {
            FunctionFailed(logger, exception, function.Name);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Name} failed")]
    private static partial void FunctionFailed(ILogger logger, Exception exception, string name);
}
