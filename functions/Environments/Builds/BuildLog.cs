using System.Text.RegularExpressions;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>Finds in a builder's log why it failed.</summary>
internal static partial class BuildLog
{
    private const int LastLines = 5;
    private const int MaxLength = 2_000;

    public static string Explain(string log, Uri? pipIndex)
    {
        var reasons = Debian().Matches(log).Select(match => $"Debian has no package '{match.Groups[1].Value}'.")
            .Concat(DebianVersion().Matches(log).Select(match => $"Debian has no version {match.Groups[1].Value} of '{match.Groups[2].Value}'."))
            .Concat(PipReasons(log, pipIndex))
            .Distinct()
            .ToList();
        if (reasons.Count == 0 && Mirror().Match(log) is { Success: true } mirror)
        {
            reasons.Add($"Debian's mirror could not be reached: {mirror.Value.Trim()}");
        }

        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var text = reasons.Count > 0 ? string.Join(' ', reasons) : string.Join('\n', lines.TakeLast(LastLines));
        return text.Length > MaxLength ? text[..MaxLength] : text;
    }

    private static IEnumerable<string> PipReasons(string log, Uri? pipIndex)
    {
        if (!PipPackage().IsMatch(log))
        {
            return [];
        }

        return PipConnection().IsMatch(log)
            ? [$"The package index {pipIndex?.Host ?? "pypi.org"} cannot be reached from builds; EnvironmentBuilds:PipIndex names another."]
            : PipPackage().Matches(log).Select(match =>
                $"The package index has no wheel for '{match.Groups[1].Value}' that fits this Python.");
    }

    [GeneratedRegex(@"E: (?:Unable to locate package|Couldn't find any package by (?:glob|regex)|Package) '?([a-z0-9][a-z0-9+.-]*[a-z0-9+])'?(?: has no installation candidate)?$", RegexOptions.Multiline)]
    private static partial Regex Debian();

    [GeneratedRegex("E: Version '([^']+)' for '([^']+)' was not found")]
    private static partial Regex DebianVersion();

    [GeneratedRegex(@"ERROR: (?:Could not find a version that satisfies the requirement|No matching distribution found for) (\S+)")]
    private static partial Regex PipPackage();

    [GeneratedRegex("NewConnectionError|ConnectTimeoutError|NameResolutionError|SSLError|ProxyError|Max retries exceeded")]
    private static partial Regex PipConnection();

    [GeneratedRegex("^[EW]: Failed to fetch .*$", RegexOptions.Multiline)]
    private static partial Regex Mirror();
}
