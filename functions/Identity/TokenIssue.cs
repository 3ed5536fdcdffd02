using CloudWorkspaces.Agents;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

/// <summary>Makes tokens. Their text is given out once and stored nowhere.</summary>
public sealed class TokenIssue(TokenStore store, AgentKeys keys, IOptions<IdentityOptions> options, TimeProvider time)
{
    public int MaxDays => options.Value.MaxTokenDays;

    /// <exception cref="ProblemException">409: the user has as many tokens as one may have.</exception>
    internal async Task<(string Text, AccessToken Token)> CreateAsync(
        string user, string label, int days, Caller caller, ReservedId? reserved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var now = time.GetUtcNow();
        var (text, id) = reserved is null ? TokenText.New() : TokenText.From(keys.Of($"token/v1/{reserved.Id}"));
        if (reserved is not null && await store.FindAsync(id, cancellationToken) is { } made)
        {
            return (text, made);
        }

        if (reserved is { IsCompleted: true })
        {
            throw new ProblemException(Problems.WrongState("The token of this Idempotency-Key was revoked."));
        }

        var living = await store.ListAsync(user, cancellationToken)
            .CountAsync(token => token.ExpiresOn > now, cancellationToken);
        if (living >= options.Value.MaxTokensPerUser)
        {
            throw new ProblemException(Problems.LimitExceeded(
                $"'{user}' may have {options.Value.MaxTokensPerUser} tokens and has {living}: revoke one first."));
        }

        var token = new AccessToken
        {
            Id = id,
            User = user,
            Label = label,
            Sha256 = TokenText.Hash(text),
            CreatedBy = caller.User,
            CreatedOn = now,
            ExpiresOn = now.AddDays(days),
        };
        await store.AddAsync(token, cancellationToken);
        return (text, token);
    }
}
