using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Agents;

/// <summary>
/// The header <c>Authorization: CW1 t=[unix seconds],s=[base64url of HMAC-SHA256]</c> over method, path, time and the
/// body's hash, by the key of the run's attempt.
/// </summary>
internal sealed record AgentSignature(long Time, string Value)
{
    private const string Scheme = "CW1 ";

    /// <summary>How far a container's clock may be from this one's.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    public static AgentSignature? TryParse(string? header)
    {
        if (header?.StartsWith(Scheme, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var parts = header[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries);
        return parts is [['t', '=', .. var time], ['s', '=', .. var value]] &&
            long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? new(seconds, value)
                : null;
    }

    public static AgentSignature Create(
        byte[] key, string method, string path, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var time = now.ToUnixTimeSeconds();
        return new(time, Base64Url.EncodeToString(Compute(key, method, path, time, body)));
    }

    public bool IsValid(byte[] key, string method, string path, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        if (Math.Abs(now.ToUnixTimeSeconds() - Time) > Tolerance.TotalSeconds || !Base64Url.IsValid(Value))
        {
            return false;
        }

        var given = Base64Url.DecodeFromChars(Value);
        return CryptographicOperations.FixedTimeEquals(given, Compute(key, method, path, Time, body));
    }

    public override string ToString() => $"{Scheme}t={Time},s={Value}";

    private static byte[] Compute(byte[] key, string method, string path, long time, ReadOnlySpan<byte> body)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{method}\n{path}\n{time}\n{hash}"));
    }
}
