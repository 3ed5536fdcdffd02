using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

/// <summary>The users whom the settings make administrators, with whichever of their tokens they come.</summary>
internal sealed class Administrators(IOptions<IdentityOptions> options)
{
    private readonly HashSet<string> _users =
        [.. options.Value.Tokens.Where(token => token.Administrator).Select(token => token.User)];

    public bool Has(string user) => _users.Contains(user);
}
