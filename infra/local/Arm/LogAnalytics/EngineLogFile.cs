using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <param name="Next">Where the log goes on after the line.</param>
internal sealed record EngineLogLine(DateTimeOffset Time, string Stream, string Text, long Next);

/// <summary>
/// Reads the log file of an engine from any place on: podman's <c>time stream F|P text</c>, where P is a piece of a line,
/// and Docker's JSON, where a piece is what does not end in a line feed. It is read as a file since only so is there a
/// place to go on from.
/// </summary>
internal static class EngineLogFile
{
    public static IReadOnlyList<EngineLogLine> Read(string path, long offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Min(offset, file.Length);
        var bytes = new byte[file.Length - file.Position];
        return Parse(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), offset);
    }

    /// <summary>The whole lines; one whose end is not written yet is left for the next time.</summary>
    internal static IReadOnlyList<EngineLogLine> Parse(ReadOnlySpan<byte> bytes, long offset)
    {
        var lines = new List<EngineLogLine>();
        var pieces = new Dictionary<string, string>();
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            offset += end + 1;
            if (Entry(Encoding.UTF8.GetString(bytes[..end])) is not { } entry)
            {
                continue;
            }

            var text = pieces.GetValueOrDefault(entry.Stream, "") + entry.Text;
            if (entry.Whole)
            {
                lines.Add(new EngineLogLine(entry.Time, entry.Stream, text, offset));
                pieces.Remove(entry.Stream);
            }
            else
            {
                pieces[entry.Stream] = text;
            }
        }

        return lines;
    }

    private static (DateTimeOffset Time, string Stream, string Text, bool Whole)? Entry(string line)
    {
        if (line.StartsWith('{'))
        {
            var entry = JsonNode.Parse(line)!;
            var text = entry["log"]!.GetValue<string>();
            return (Time(entry["time"]!.GetValue<string>()), entry["stream"]!.GetValue<string>(), text.TrimEnd('\n'), text.EndsWith('\n'));
        }

        var parts = line.Split(' ', 4);
        return parts.Length == 4 ? (Time(parts[0]), parts[1], parts[3], parts[2] == "F") : null;
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
