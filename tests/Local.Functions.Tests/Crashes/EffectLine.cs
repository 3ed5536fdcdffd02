using System.Globalization;

namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>That an execution of an activity began, or came to its end.</summary>
/// <param name="Boot">Counts the processes, or engines, that ran it.</param>
internal sealed record EffectLine(int Boot, string Instance, string Activity, int Input, bool IsEnd, DateTimeOffset At)
{
    /// <summary>A line of the test host's ledger.</summary>
    public static EffectLine Parse(string line)
    {
        var parts = line.Split(' ');
        return new EffectLine(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            parts[1],
            parts[2],
            int.Parse(parts[3], CultureInfo.InvariantCulture),
            parts[4] == "ends",
            new DateTimeOffset(long.Parse(parts[5], CultureInfo.InvariantCulture), TimeSpan.Zero));
    }
}
