using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CloudWorkspaces.EndToEnd.Tests.Secrets;

/// <summary>A value that is nowhere else, and the shapes in which it could be somewhere.</summary>
internal sealed class Canary
{
    private readonly byte[][] _forms;

    public Canary()
        : this(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), core => $"canary \"{core}\" ü/+\\ é&")
    {
    }

    /// <param name="value">That is nowhere else already, such as a signature.</param>
    public Canary(string value)
        : this(value, core => core)
    {
    }

    private Canary(string core, Func<string, string> valueOf)
    {
        Core = core;
        Value = valueOf(core);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));
        string[] texts =
        [
            core, Value, Uri.EscapeDataString(Value), UrlEncoder.Default.Encode(Value),
            JsonSerializer.Serialize(Value)[1..^1],
            JsonEncodedText.Encode(Value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            Convert.ToHexString(Encoding.UTF8.GetBytes(core)), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(core)),
            .. Base64(Encoding.UTF8.GetBytes(core)), .. Base64(Encoding.UTF8.GetBytes(Value)),
            .. Base64(Encoding.Unicode.GetBytes(core)),
        ];
        _forms = [.. texts.Select(Encoding.UTF8.GetBytes), Encoding.Unicode.GetBytes(core)];
    }

    /// <summary>Letters and digits in the middle of the value.</summary>
    public string Core { get; }

    public string Value { get; }

    /// <summary>What shows that a program has the value, without showing it.</summary>
    public string Sha256 { get; }

    public bool IsIn(ReadOnlySpan<byte> content)
    {
        foreach (var form in _forms)
        {
            if (content.IndexOf(form) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As part of a longer text in base64, where it can begin at three places of a group.</summary>
    private static IEnumerable<string> Base64(byte[] content)
    {
        for (var before = 0; before < 3; before++)
        {
            var whole = content.Length - (before + content.Length) % 3;
            var text = Convert.ToBase64String([.. new byte[before], .. content[..whole]])[(before == 0 ? 0 : before + 1)..];
            yield return text;
            yield return text.Replace('+', '-').Replace('/', '_');
        }
    }
}
