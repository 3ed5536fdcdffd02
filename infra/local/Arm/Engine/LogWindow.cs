using System.Buffers;
using System.Text;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>The last bytes of a log that arrives in pieces. Never holds more than twice its size.</summary>
internal sealed class LogWindow(int size)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Add(ReadOnlySpan<byte> piece)
    {
        _bytes.Write(piece);
        if (_bytes.WrittenCount > 2L * size)
        {
            var last = Last.ToArray();
            _bytes.ResetWrittenCount();
            _bytes.Write(last);
        }
    }

    /// <summary>The text, decoded as a whole, since a piece may end in the middle of a character.</summary>
    /// <param name="lines">The number of last lines; null for all.</param>
    public string Text(int? lines)
    {
        var text = Encoding.UTF8.GetString(Last);
        return lines is { } count ? text[StartOfLast(count, text)..] : text;
    }

    private ReadOnlySpan<byte> Last => _bytes.WrittenSpan[Math.Max(0, _bytes.WrittenCount - size)..];

    private static int StartOfLast(int lines, string text)
    {
        // A line end that closes the text begins no further line.
        var start = text.EndsWith('\n') ? text.Length - 1 : text.Length;
        for (var found = 0; start > 0; start--)
        {
            if (text[start - 1] == '\n' && ++found == lines)
            {
                break;
            }
        }

        return start;
    }
}
