using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

/// <summary><c>/api/me</c> and, for administrators, <c>/api/users</c>.</summary>
public sealed class UsersApi(TokenStore store, IOptions<IdentityOptions> options)
{
    [Function("MeRead")]
    [ForEveryUser]
    public static IActionResult Me(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/me")] HttpRequest request) =>
        ApiJson.Result(new { request.Caller().User, Administrator = request.Caller().IsAdministrator });

    /// <summary>Everybody who has a token, expired ones included.</summary>
    [Function("UserList")]
    [ForEveryUser]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/users")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!request.Caller().IsAdministrator)
        {
            throw new ProblemException(Problems.Forbidden("Only administrators may list users."));
        }

        var page = ListPage.Read(request);
        var tokens = await store.ListAsync(null, cancellationToken).ToListAsync(cancellationToken);
        var configured = options.Value.Tokens.ToLookup(token => token.User);
        return page.Of(
            tokens.Select(token => token.User).Concat(configured.Select(user => user.Key)).Distinct(),
            user => user,
            user => new
            {
                User = user,
                Administrator = configured[user].Any(token => token.Administrator),
                Tokens = tokens.Count(token => token.User == user),
            });
    }
}
