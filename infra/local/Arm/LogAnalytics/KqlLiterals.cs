using System.Globalization;
using System.Text;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Reads literals: what they say, null if that is nothing, and where they end.</summary>
internal static class KqlLiterals
{
    /// <summary>A number, or a span of time if a unit follows it.</summary>
    public static (object? Value, int End) Number(string text, int at)
    {
        var end = Skip(text, at, char.IsAsciiDigit);
        var whole = true;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            (end, whole) = (Skip(text, end + 1, char.IsAsciiDigit), false);
        }

        var number = text[at..end];
        var unitEnd = Skip(text, end, char.IsAsciiLetter);
        if (unitEnd > end)
        {
            return (KqlTime.Span(number, text[end..unitEnd]), unitEnd);
        }

        if (!whole)
        {
            return (double.Parse(number, CultureInfo.InvariantCulture), end);
        }

        return (long.TryParse(number, CultureInfo.InvariantCulture, out var integer) ? integer : null, end);
    }

    /// <summary>Text in quotes of either kind; after an @ a backslash stands for itself.</summary>
    public static (object? Value, int End) Text(string text, int at)
    {
        var verbatim = text[at] == '@';
        at += verbatim ? 1 : 0;
        var quote = text[at++];
        var value = new StringBuilder();
        for (; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == quote)
            {
                return (value.ToString(), at + 1);
            }

            if (text[at] == '\\' && !verbatim && at + 1 < text.Length)
            {
                at++;
                value.Append(text[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
            }
            else
            {
                value.Append(text[at]);
            }
        }

        return (null, at);
    }

    private static int Skip(string text, int at, Func<char, bool> take)
    {
        while (at < text.Length && take(text[at]))
        {
            at++;
        }

        return at;
    }
}
