using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Identity;

/// <summary><c>/api/tokens</c>: one's own, and for administrators everybody's.</summary>
public sealed class TokensApi(TokenStore store, TokenIssue issue, AuditLog audit)
{
    private const int MaxBodyBytes = 10_000;
    private const int DefaultDays = 90;

    [Function("TokenList")]
    [ForEveryUser]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tokens")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var user = query.Text("user");
        var page = ListPage.Read(query, errors);
        query.RefuseOthers();
        if (user is not null && !UserName.IsValid(user))
        {
            errors.Add("user", UserName.Rule);
        }

        errors.ThrowIfAny();
        var tokens = await store.ListAsync(For(request, user), cancellationToken).ToListAsync(cancellationToken);
        return page.Of(tokens, token => $"{token.CreatedOn.UtcTicks:D19}:{token.Id}", TokenView.Of);
    }

    /// <summary>The answer alone has the token.</summary>
    [Function("TokenCreate")]
    [ForEveryUser]
    public async Task<IActionResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/tokens")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestErrors errors = new();
        JsonFields fields = new(
            await RequestBody.ReadObjectAsync(request, MaxBodyBytes, cancellationToken), errors);
        var label = fields.Text("label", required: true, maxLength: 100);
        var days = fields.Integer("expiresInDays", 1, issue.MaxDays) ?? Math.Min(DefaultDays, issue.MaxDays);
        var given = fields.Text("user", maxLength: 64);
        fields.RefuseOthers();
        if (given is not null && !UserName.IsValid(given))
        {
            errors.Add("user", UserName.Rule);
        }

        errors.ThrowIfAny();
        var user = For(request, given);
        var reserved = request.Reserved();
        if (reserved is not null)
        {
            // The text is stored nowhere: it is made again from what is reserved.
            reserved.KeepsNoAnswer = true;
        }

        var (text, token) = await issue.CreateAsync(user, label!, days, request.Caller(), reserved, cancellationToken);
        audit.Write(request.Caller(), "token.create", null, $"{token.Id} of {user} until {token.ExpiresOn:O}");
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return ApiJson.Result(TokenView.Of(token) with { Token = text }, StatusCodes.Status201Created);
    }

    [Function("TokenRevoke")]
    [ForEveryUser]
    public async Task<IActionResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/tokens/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(id);
        var caller = request.Caller();
        var token = TokenText.IsId(id) ? await store.FindAsync(id, cancellationToken) : null;
        if (token is null || !(caller.IsAdministrator || token.User == caller.User))
        {
            throw new ProblemException(Problems.NotFound($"There is no token '{id}' of yours."));
        }

        await store.RemoveAsync(id, cancellationToken);
        audit.Write(caller, "token.revoke", null, $"{id} of {token.User}");
        return new NoContentResult();
    }

    /// <exception cref="ProblemException">403: only administrators see to the tokens of others.</exception>
    private static string For(HttpRequest request, string? user)
    {
        var caller = request.Caller();
        return user is null || user == caller.User || caller.IsAdministrator
            ? user ?? caller.User
            : throw new ProblemException(Problems.Forbidden(
                $"Only administrators may see to the tokens of '{user}'; you are '{caller.User}'."));
    }
}
