using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Reflection;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CloudWorkspaces.Identity;

/// <summary>
/// The one place where requests are let through: an HTTP function runs for a caller with a valid bearer token, or
/// when it carries <see cref="SelfAuthorizedAttribute"/>. Other triggers have no caller and pass.
/// </summary>
internal sealed class AuthorizationMiddleware(ICallers callers) : IFunctionsWorkerMiddleware
{
    private readonly ConcurrentDictionary<string, bool> _selfAuthorized = new();

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http &&
            !_selfAuthorized.GetOrAdd(context.FunctionDefinition.EntryPoint, IsSelfAuthorized))
        {
            http.Features.Set(await AuthenticateAsync(http));
        }

        await next(context);
    }

    private async Task<Caller> AuthenticateAsync(HttpContext http)
    {
        var given = http.Request.Headers.Authorization.ToString();
        if (!AuthenticationHeaderValue.TryParse(given, out var header) ||
            !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ||
            string.IsNullOrEmpty(header.Parameter))
        {
            throw Refusal("Send 'Authorization: Bearer <token>'.", "Bearer");
        }

        return await callers.FindAsync(header.Parameter, http.RequestAborted) ??
            throw Refusal("The token is not valid.", "Bearer error=\"invalid_token\"");
    }

    private static ProblemException Refusal(string detail, string challenge) => new(Problems.Unauthorized(detail))
    {
        Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = challenge },
    };

    private static bool IsSelfAuthorized(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        var method = typeof(AuthorizationMiddleware).Assembly.GetType(entryPoint[..dot])?.GetMethod(entryPoint[(dot + 1)..]);
        return method?.GetCustomAttribute<SelfAuthorizedAttribute>() is not null;
    }
}
