using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CloudWorkspaces.Http;

/// <summary>
/// Refuses addresses with <c>.</c> or <c>..</c> segments. Servers resolve them before routing, so the request would
/// otherwise act on a path that the caller did not write.
/// </summary>
internal sealed class DotSegments : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var target = context.GetHttpContext()?.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return Has(target)
            ? throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]>
            {
                ["path"] = ["must not contain the segments '.' and '..'."],
            }))
            : next(context);
    }

    public static bool Has(string target) => target.Split('?')[0]
        .Split('/', '\\')
        .Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..");
}
