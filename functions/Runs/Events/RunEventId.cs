using System.Globalization;

namespace CloudWorkspaces.Runs.Events;

/// <summary>How far a client has heard of a run: <c>version.attempt.bytes of its log</c>, and <c>.end</c> after the last.</summary>
public sealed record RunEventId
{
    private const string End = "end";

    public static RunEventId None { get; } = new();

    /// <summary>The run's; 0 before the first state.</summary>
    public int Version { get; init; }

    public int Attempt { get; init; } = 1;

    /// <summary>Bytes of the attempt's log that were sent.</summary>
    public long Offset { get; init; }

    public bool IsEnd { get; init; }

    public static bool TryParse(string text, out RunEventId id)
    {
        ArgumentNullException.ThrowIfNull(text);
        id = None;
        var parts = text.Split('.');
        if (parts is not ([_, _, _] or [_, _, _, End]) ||
            !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ||
            !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ||
            !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return false;
        }

        id = new() { Version = version, Attempt = attempt, Offset = offset, IsEnd = parts.Length == 4 };
        return true;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Version}.{Attempt}.{Offset}{(IsEnd ? $".{End}" : "")}");
}
