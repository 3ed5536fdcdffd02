using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Identity;

/// <summary>The text of a token: <c>cwt_{id}_{secret}</c>, hexadecimal, with a prefix that scanners can look for.</summary>
internal static class TokenText
{
    private const string Prefix = "cwt_";
    private const int IdBytes = 10;
    private const int SecretBytes = 32;
    private const int IdLength = 2 * IdBytes;
    private const int Length = 4 + IdLength + 1 + 2 * SecretBytes;

    public static (string Text, string Id) New()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        return ($"{Prefix}{id}_{secret}", id);
    }

    /// <summary>The same text each time.</summary>
    /// <param name="secret">32 bytes that nobody else can know.</param>
    public static (string Text, string Id) From(byte[] secret)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(secret)[..IdBytes]);
        return ($"{Prefix}{id}_{Convert.ToHexStringLower(secret)}", id);
    }

    /// <summary>Null for a text that no token has.</summary>
    public static string? IdOf(string text)
    {
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var id = text.Substring(Prefix.Length, IdLength);
        return IsId(id) ? id : null;
    }

    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
