using System.Globalization;
using CloudWorkspaces.Parity;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>What new versions are called, and what speaks against publishing one.</summary>
internal static class EnvironmentUpdateRules
{
    private const int MaxDifferences = 10;

    /// <summary>The month, and a number behind it where that is taken: 2026.12, 2026.12.1, 2026.12.2.</summary>
    public static string NextVersion(IEnumerable<string> taken, DateTimeOffset now)
    {
        var month = now.UtcDateTime.ToString("yyyy.MM", CultureInfo.InvariantCulture);
        var all = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, all.Count + 1)
            .Select(number => number == 0 ? month : $"{month}.{number}")
            .First(version => !all.Contains(version));
    }

    /// <summary>False as well when it is not known what one of them has.</summary>
    public static bool AreSame(IReadOnlyList<string>? before, IReadOnlyList<string>? after) =>
        before is { Count: > 0 } && after is not null && before.ToHashSet(StringComparer.Ordinal).SetEquals(after);

    /// <summary>Null when both modes are the same.</summary>
    public static string? Fault(ParityReport report) => report switch
    {
        { State: ParityState.Failed } => $"The parity check failed. {report.Reason}",
        { Differences: { Count: > 0 } differences } =>
            $"Sessions and runs differ: {string.Join(", ", differences.Take(MaxDifferences).Select(Text))}" +
            (differences.Count > MaxDifferences ? $" and {differences.Count - MaxDifferences} more." : "."),
        _ => null,
    };

    private static string Text(ParityDifference difference) =>
        $"{difference.Kind} {difference.Name} ({difference.Headless ?? "none"} in runs, {difference.Session ?? "none"} in sessions)";
}
