using CloudWorkspaces.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

/// <summary>Makes tokens. Their text is given out once and stored nowhere.</summary>
public sealed class TokenIssue(TokenStore store, IOptions<IdentityOptions> options, TimeProvider time)
{
    public int MaxDays => options.Value.MaxTokenDays;

    /// <exception cref="ProblemException">409: the user has as many tokens as one may have.</exception>
    public async Task<(string Text, AccessToken Token)> CreateAsync(
        string user, string label, int days, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var now = time.GetUtcNow();
        var living = await store.ListAsync(user, cancellationToken)
            .CountAsync(token => token.ExpiresOn > now, cancellationToken);
        if (living >= options.Value.MaxTokensPerUser)
        {
            throw new ProblemException(Problems.LimitExceeded(
                $"'{user}' may have {options.Value.MaxTokensPerUser} tokens and has {living}: revoke one first."));
        }

        var (text, id) = TokenText.New();
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
