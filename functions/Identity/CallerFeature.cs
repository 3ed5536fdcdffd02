using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Identity;

internal static class CallerFeature
{
    /// <summary>The caller that <see cref="AuthorizationMiddleware"/> let through.</summary>
    public static Caller Caller(this HttpRequest request) => request.HttpContext.Features.Get<Caller>() ??
        throw new InvalidOperationException("This function runs for callers that are not known.");
}
