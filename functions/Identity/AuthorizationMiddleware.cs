using System.Net.Http.Headers;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CloudWorkspaces.Identity;

/// <summary>
/// The one place where requests are let through. An HTTP function runs for a caller with a valid bearer token who has
/// the role that <see cref="RequiresRoleAttribute"/> asks for, unless it decides itself. Caller, workspace and role are
/// left to the function as features of the request. Other triggers have no caller and pass.
/// </summary>
internal sealed class AuthorizationMiddleware(ICallers callers, AccessRules rules, IWorkspaceAccess workspaces)
    : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http &&
            rules.Of(context.FunctionDefinition.EntryPoint) is { IsSelfAuthorized: false } rule)
        {
            var caller = await AuthenticateAsync(http);
            http.Features.Set(caller);
            if (rule.Required is { } required)
            {
                http.Features.Set(await AuthorizeAsync(http, caller, required));
            }
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

    private async Task<WorkspaceGrant> AuthorizeAsync(HttpContext http, Caller caller, RequiresRoleAttribute required)
    {
        if (required.InDefaultWorkspace)
        {
            return Allow(await workspaces.DefaultAsync(caller, http.RequestAborted), required);
        }

        var name = http.GetRouteValue("ws") as string;
        var grant = WorkspaceName.TryParse(name, out var parsed)
            ? await workspaces.FindAsync(caller, parsed, http.RequestAborted)
            : null;
        return grant is null
            ? throw new ProblemException(Problems.NotFound($"There is no workspace '{name}'."))
            : Allow(grant, required);
    }

    private static WorkspaceGrant Allow(WorkspaceGrant grant, RequiresRoleAttribute required) =>
        AccessDecision.Refuse(grant, required) is { } refusal ? throw new ProblemException(refusal) : grant;

    private static ProblemException Refusal(string detail, string challenge) => new(Problems.Unauthorized(detail))
    {
        Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = challenge },
    };
}
