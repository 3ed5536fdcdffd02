using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace CloudWorkspaces.Runs;

/// <summary>
/// The id of a run: 10 characters of milliseconds since 1970 and 16 of randomness, in Crockford's base 32, lower case.
/// Ids sort by time of creation, to the millisecond, and say in which <see cref="Bucket"/> a run is kept.
/// </summary>
public readonly record struct RunId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TimeLength = 10;
    private const int Length = 26;

    private RunId(string value) => Value = value;

    public string Value { get; }

    /// <summary>When the id was made, to the millisecond, UTC.</summary>
    public DateTimeOffset CreatedOn
    {
        get
        {
            long milliseconds = 0;
            foreach (var character in Value.AsSpan(0, TimeLength))
            {
                milliseconds = (milliseconds * 32) + Alphabet.IndexOf(character, StringComparison.Ordinal);
            }

            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }
    }

    /// <summary>The UTC day of creation as yyyyMMdd: runs of one workspace and day share a table partition.</summary>
    public string Bucket => CreatedOn.UtcDateTime.ToString("yyyyMMdd");

    public static RunId New(DateTimeOffset now)
    {
        Span<char> text = stackalloc char[Length];
        var milliseconds = now.ToUnixTimeMilliseconds();
        for (var index = TimeLength - 1; index >= 0; index--)
        {
            text[index] = Alphabet[(int)(milliseconds % 32)];
            milliseconds /= 32;
        }

        for (var index = TimeLength; index < Length; index++)
        {
            text[index] = Alphabet[RandomNumberGenerator.GetInt32(32)];
        }

        return new RunId(new string(text));
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id)
    {
        // The first character is at most 7 in any time that a DateTimeOffset can hold.
        var valid = text is { Length: Length } && text[0] <= '7' && text.All(Alphabet.Contains);
        id = valid ? new RunId(text!) : default;
        return valid;
    }

    public static RunId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a run id.");

    public override string ToString() => Value;
}
