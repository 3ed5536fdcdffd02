using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    /// <summary>The request of an HTTP-triggered invocation; null for other triggers.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) => context.Features.Get<HttpContext>();
}
