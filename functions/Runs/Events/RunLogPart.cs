using System.Text;

namespace CloudWorkspaces.Runs.Events;

/// <summary>Whole lines of a run's log.</summary>
public sealed record RunLogPart
{
    public required int Attempt { get; init; }

    /// <summary>Of the first line, in bytes of the log.</summary>
    public required long Offset { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>
    /// Cuts behind the last line that is complete; what has none is taken as a whole when there is <paramref name="noMore"/>
    /// to come, or no room for more. Null when there is no line yet.
    /// </summary>
    internal static (RunLogPart Part, int Bytes)? Cut(int attempt, long offset, ReadOnlySpan<byte> bytes, bool noMore)
    {
        var end = noMore ? bytes.Length : bytes.LastIndexOf((byte)'\n') + 1;
        if (end == 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..end]);
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        return (new() { Attempt = attempt, Offset = offset, Lines = lines }, end);
    }
}
