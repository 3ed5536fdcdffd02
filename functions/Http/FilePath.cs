using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CloudWorkspaces.Http;

/// <summary>
/// A relative path with slashes, as files and outputs have it: 1 to 1,024 bytes of UTF-8, segments of 1 to 255
/// characters that are neither <c>.</c> nor <c>..</c>, no backslash, no control character, no encoded slash.
/// </summary>
public readonly record struct FilePath
{
    private const int MaxBytes = 1_024;
    private const int MaxSegment = 255;

    // Route values keep these encoded, so that such a name could not be told from a longer path.
    private static readonly string[] Encoded = ["%2f", "%5c"];

    private FilePath(string value) => Value = value;

    public string Value { get; }

    /// <summary>The last segment.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <param name="text">What the caller gave.</param>
    /// <param name="path">The path, when it is one.</param>
    /// <param name="reason">Why not, as the end of a sentence that starts with the field's name.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, out FilePath path, [NotNullWhen(false)] out string? reason)
    {
        reason = Fault(text);
        path = reason is null ? new FilePath(text!) : default;
        return reason is null;
    }

    public override string ToString() => Value;

    private static string? Fault(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "must not be empty.";
        }

        if (Length(text) is not { } bytes)
        {
            return "must be well-formed Unicode.";
        }

        if (bytes > MaxBytes)
        {
            return $"must have at most {MaxBytes} bytes.";
        }

        if (text.Any(char.IsControl))
        {
            return "must not contain control characters.";
        }

        if (text.Contains('\\'))
        {
            return "must not contain backslashes.";
        }

        if (Encoded.Any(code => text.Contains(code, StringComparison.OrdinalIgnoreCase)))
        {
            return "must not contain encoded slashes.";
        }

        return text.Split('/').Select(SegmentFault).FirstOrDefault(fault => fault is not null);
    }

    private static string? SegmentFault(string segment) => segment switch
    {
        "" => "must be relative, without empty segments.",
        "." or ".." => $"must not contain the segment '{segment}'.",
        { Length: > MaxSegment } => $"must have segments of at most {MaxSegment} characters.",
        _ when segment.EndsWith('.') => "must not have a segment that ends with a dot.",
        _ => null,
    };

    private static int? Length(string text)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
