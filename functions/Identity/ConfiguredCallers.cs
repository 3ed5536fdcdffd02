using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

/// <summary>The tokens of the settings, compared by hash in time that does not depend on the token.</summary>
internal sealed class ConfiguredCallers(IOptions<IdentityOptions> options, Administrators administrators)
{
    private readonly (byte[] Hash, Caller Caller)[] _tokens =
    [
        .. options.Value.Tokens.Select(token =>
            (Convert.FromHexString(token.Sha256), new Caller(token.User, administrators.Has(token.User)))),
    ];

    public Caller? Find(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        Caller? found = null;
        foreach (var (known, caller) in _tokens)
        {
            found = CryptographicOperations.FixedTimeEquals(known, hash) ? caller : found;
        }

        return found;
    }
}
