using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Identity;

/// <summary>The tokens that users made: valid until they expire or are revoked.</summary>
internal sealed class StoredCallers(TokenStore tokens, Administrators administrators, TimeProvider time)
{
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (TokenText.IdOf(token) is not { } id || await tokens.FindAsync(id, cancellationToken) is not { } known)
        {
            return null;
        }

        var given = Encoding.ASCII.GetBytes(TokenText.Hash(token));
        var valid = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known.Sha256), given) &&
            time.GetUtcNow() < known.ExpiresOn;
        return valid ? new Caller(known.User, administrators.Has(known.User)) : null;
    }
}
