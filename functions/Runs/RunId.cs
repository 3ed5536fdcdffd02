using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace CloudWorkspaces.Runs;

/// <summary>
/// The id of a run: 10 characters of milliseconds since 1970 and 16 of randomness, in Crockford's base 32, lower case.
/// Ids sort by time of creation, to the millisecond.
/// </summary>
public readonly record struct RunId : IComparable<RunId>
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TimeLength = 10;
    private const int Length = 26;

    private RunId(string value) => Value = value;

    public string Value { get; }

    /// <summary>Sorts before every other.</summary>
    public static RunId Lowest { get; } = new(new string('0', Length));

    /// <summary>Sorts after every other.</summary>
    public static RunId Highest { get; } = new(new string('z', Length));

    /// <summary>When the id was made, to the millisecond, UTC.</summary>
    public DateTimeOffset CreatedOn => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds(Value));

    public static RunId New(DateTimeOffset now) =>
        new(Time(now) + RandomNumberGenerator.GetString(Alphabet, Length - TimeLength));

    /// <summary>The lowest id of a millisecond.</summary>
    public static RunId FirstOf(DateTimeOffset time) => new(Time(time) + new string('0', Length - TimeLength));

    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id)
    {
        var valid = text is { Length: Length } && text.All(Alphabet.Contains) &&
            Milliseconds(text) <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        id = valid ? new RunId(text!) : default;
        return valid;
    }

    public static RunId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a run id.");

    public int CompareTo(RunId other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(RunId left, RunId right) => left.CompareTo(right) < 0;

    public static bool operator >(RunId left, RunId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RunId left, RunId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RunId left, RunId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;

    private static string Time(DateTimeOffset time)
    {
        Span<char> text = stackalloc char[TimeLength];
        var milliseconds = time.ToUnixTimeMilliseconds();
        for (var index = TimeLength - 1; index >= 0; index--)
        {
            text[index] = Alphabet[(int)(milliseconds % 32)];
            milliseconds /= 32;
        }

        return new string(text);
    }

    private static long Milliseconds(string text)
    {
        long milliseconds = 0;
        foreach (var character in text.AsSpan(0, TimeLength))
        {
            milliseconds = (milliseconds * 32) + Alphabet.IndexOf(character, StringComparison.Ordinal);
        }

        return milliseconds;
    }
}
