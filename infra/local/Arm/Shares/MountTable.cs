using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>What the kernel has mounted.</summary>
internal static partial class MountTable
{
    private const int TargetField = 4;

    /// <summary>The mount points below a folder.</summary>
    public static IReadOnlyList<string> Below(string folder) =>
    [
        .. File.ReadLines("/proc/self/mountinfo")
            .Select(line => Unescape(line.Split(' ')[TargetField]))
            .Where(target => target.StartsWith(folder + "/", StringComparison.Ordinal)),
    ];

    /// <summary>Spaces and the like stand there in octal.</summary>
    private static string Unescape(string target) =>
        Octal().Replace(target, match => $"{(char)Convert.ToInt32(match.Groups[1].Value, 8)}");

    [GeneratedRegex(@"\\([0-7]{3})")]
    private static partial Regex Octal();
}
