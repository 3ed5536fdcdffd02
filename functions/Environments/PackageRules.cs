using System.Text.RegularExpressions;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Environments;

/// <summary>What may stand in lists of packages: names and versions, nothing that apt, pip or a shell takes for more.</summary>
internal static partial class PackageRules
{
    /// <summary>The lines of a requirements file that are not empty, without comments.</summary>
    public static IReadOnlyList<string> Requirements(string? text) =>
    [
        .. (text ?? "").Split('\n')
            .Select(line => line.Split('#')[0].Replace(" ", "", StringComparison.Ordinal).Trim())
            .Where(line => line.Length > 0),
    ];

    public static void CheckDebian(string field, IEnumerable<string> packages, RequestErrors errors) => Check(
        field, packages, DebianPattern(), "is no Debian package: a name, and perhaps '=' and a version.", errors);

    public static void CheckPip(string field, IEnumerable<string> packages, RequestErrors errors) => Check(
        field, packages, PipPattern(), "is no requirement: a name, perhaps with extras and versions. Options, addresses and paths are not taken.", errors);

    private static void Check(
        string field, IEnumerable<string> packages, Regex pattern, string message, RequestErrors errors)
    {
        foreach (var package in packages.Where(package => !pattern.IsMatch(package)))
        {
            errors.Add(field, $"'{package}' {message}");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9+.-]{0,98}[a-z0-9+.](=[0-9][A-Za-z0-9.+:~-]{0,99})?\z")]
    private static partial Regex DebianPattern();

    [GeneratedRegex(
        @"\A[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?(\[[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*\])?" +
        @"((==|!=|<=|>=|~=|<|>)[A-Za-z0-9][A-Za-z0-9.*+!_-]*(,(==|!=|<=|>=|~=|<|>)[A-Za-z0-9][A-Za-z0-9.*+!_-]*)*)?\z")]
    private static partial Regex PipPattern();
}
