using System.Buffers;
using System.Text;

namespace CloudWorkspaces.Agent.Secrets;

/// <summary>
/// Puts *** in the place of secrets, in what the agent itself stores or tells: log lines and causes. What a notebook
/// prints stays in the notebook. Values of fewer than six bytes would mask half a log and are left.
/// </summary>
internal sealed class SecretMask
{
    private const int MinBytes = 6;

    /// <summary>Of a value with several lines, such as a key file, each longer line is masked by itself as well.</summary>
    private const int MinLineBytes = 12;

    private readonly byte[][] _longestFirst;
    private readonly SearchValues<byte> _firstBytes;

    public SecretMask(IEnumerable<string> values)
    {
        _longestFirst =
        [
            .. values.SelectMany(Forms).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)
                .Where(form => form.Length >= MinBytes)
                .OrderByDescending(form => form.Length),
        ];
        _firstBytes = SearchValues.Create([.. _longestFirst.Select(form => form[0]).Distinct()]);
    }

    /// <summary>Of this container's secrets, as they are when the agent starts.</summary>
    public static SecretMask Own { get; } = new(ContainerSecrets.Read());

    public string Apply(string text)
    {
        if (_longestFirst.Length == 0)
        {
            return text;
        }

        ArrayBufferWriter<byte> masked = new();
        Apply(Encoding.UTF8.GetBytes(text), masked, isEnd: true);
        return Encoding.UTF8.GetString(masked.WrittenSpan);
    }

    /// <summary>What may be the beginning of a secret waits for what comes next; nothing else does.</summary>
    public async Task CopyAsync(Stream from, Stream to)
    {
        if (_longestFirst.Length == 0)
        {
            await from.CopyToAsync(to);
            return;
        }

        var buffer = new byte[64 * 1024 + _longestFirst[0].Length];
        ArrayBufferWriter<byte> masked = new();
        for (var kept = 0; ;)
        {
            var read = await from.ReadAsync(buffer.AsMemory(kept));
            var taken = Apply(buffer.AsSpan(0, kept + read), masked, isEnd: read == 0);
            await to.WriteAsync(masked.WrittenMemory);
            masked.ResetWrittenCount();
            if (read == 0)
            {
                return;
            }

            buffer.AsSpan(taken, kept + read - taken).CopyTo(buffer);
            kept += read - taken;
        }
    }

    /// <returns>How much of the text is done with.</returns>
    private int Apply(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> masked, bool isEnd)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(_firstBytes);
            masked.Write(text.Slice(at, next < 0 ? text.Length - at : next));
            at = next < 0 ? text.Length : at + next;
            var (length, mayGoOn) = Match(text[at..]);
            if (mayGoOn && !isEnd)
            {
                return at;
            }

            // A text that was cut may end within a secret.
            length = length == 0 && mayGoOn && text.Length - at >= MinBytes ? text.Length - at : length;
            masked.Write(length > 0 ? "***"u8 : text.Slice(at, Math.Min(1, text.Length - at)));
            at += Math.Max(length, 1);
        }

        return text.Length;
    }

    /// <summary>The longest secret that the text begins with, and whether the whole text may begin a longer one.</summary>
    private (int Length, bool MayGoOn) Match(ReadOnlySpan<byte> text)
    {
        var mayGoOn = false;
        foreach (var form in _longestFirst)
        {
            if (text.StartsWith(form))
            {
                return (form.Length, mayGoOn);
            }

            mayGoOn |= text.Length > 0 && form.AsSpan().StartsWith(text);
        }

        return (0, mayGoOn);
    }

    private static IEnumerable<string> Forms(string value)
    {
        yield return value;
        yield return value.Trim();
        yield return System.Text.Json.JsonEncodedText.Encode(
            value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        foreach (var line in value.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length >= MinLineBytes))
        {
            yield return line;
        }
    }
}
