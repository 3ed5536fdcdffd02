using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Agents;

/// <summary>
/// The keys with which agents sign their requests: HMAC-SHA256 over workspace, run and attempt with the app's own key,
/// so that none has to be stored. A request carries <c>Authorization: CW1 t={unix seconds},s={signature}</c>, where the
/// signature is base64url of HMAC-SHA256 over method, path, time and the body's SHA-256, a line each.
/// </summary>
public sealed class AgentKeys(IOptions<AgentOptions> options, TimeProvider time)
{
    private const string Scheme = "CW1 ";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly byte[] _key = Convert.FromBase64String(options.Value.Key);

    /// <summary>The key of one attempt, base64url.</summary>
    public string Derive(string workspace, string runId, int attempt) =>
        Base64Url.EncodeToString(KeyOf(workspace, runId, attempt));

    /// <summary>Whether a request is this attempt's own and at most 15 minutes off the app's clock.</summary>
    /// <param name="authorization">The header's value, if there was one.</param>
    /// <param name="path">As it was sent, without query.</param>
    public bool Verify(
        string? authorization,
        string method,
        string path,
        ReadOnlySpan<byte> body,
        string workspace,
        string runId,
        int attempt)
    {
        if (!TryRead(authorization, out var seconds, out var signature))
        {
            return false;
        }

        var age = time.GetUtcNow().ToUnixTimeSeconds() - seconds;
        if (Math.Abs(age) > Window.TotalSeconds)
        {
            return false;
        }

        var text = string.Create(
            CultureInfo.InvariantCulture, $"{method}\n{path}\n{seconds}\n{Convert.ToHexStringLower(SHA256.HashData(body))}");
        var expected = HMACSHA256.HashData(KeyOf(workspace, runId, attempt), Encoding.UTF8.GetBytes(text));
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    private static bool TryRead(string? authorization, out long seconds, out byte[] signature)
    {
        (seconds, signature) = (0, []);
        if (authorization?.StartsWith(Scheme, StringComparison.Ordinal) is not true)
        {
            return false;
        }

        var parts = authorization[Scheme.Length..].Split(',');
        if (parts is not [['t', '=', .. var stamp], ['s', '=', .. var text]] ||
            !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) ||
            !Base64Url.IsValid(text))
        {
            return false;
        }

        signature = Base64Url.DecodeFromChars(text);
        return true;
    }

    private byte[] KeyOf(string workspace, string runId, int attempt) => HMACSHA256.HashData(
        _key, Encoding.UTF8.GetBytes($"agent/v1/{workspace}/{runId}/{attempt.ToString(CultureInfo.InvariantCulture)}"));
}
