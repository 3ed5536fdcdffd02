using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>
/// The Authorization header of a request to the agent endpoint: scheme CW1, the time and an HMAC-SHA256 over method,
/// path, time and body, under the key of this attempt. The app accepts it within 15 minutes of its own clock.
/// </summary>
internal static class RequestSignature
{
    public const string Scheme = "CW1";

    public static string Parameter(byte[] key, string method, string path, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var time = now.ToUnixTimeSeconds();
        var text = $"{method}\n{path}\n{time}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
        return $"t={time},s={Base64Url.EncodeToString(signature)}";
    }
}
