using System.Text.RegularExpressions;

namespace CloudWorkspaces.Mounts;

/// <summary>How mounts, their folders and what is behind them may be called.</summary>
internal static partial class MountNames
{
    public const string Rule = "must be 1 to 32 of a-z, 0-9 and single inner hyphens, starting with a letter.";
    public const string Root = "/mnt/";
    private const int MaxPath = 128;

    public static readonly string PathRule =
        $"must be a folder below {Root}, of letters, digits, '.', '_' and '-', at most {MaxPath} characters.";

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    public static bool IsPath(string path) =>
        path.Length <= MaxPath && path.StartsWith(Root, StringComparison.Ordinal) &&
        path[Root.Length..].Split('/').All(segment => SegmentPattern().IsMatch(segment));

    public static bool IsContainer(string name) => name is "$root" or "$web" || IsShare(name);

    /// <summary>The rule for shares is that for containers.</summary>
    public static bool IsShare(string name) => StoragePattern().IsMatch(name);

    public static bool IsAccount(string name) => AccountPattern().IsMatch(name);

    public static bool IsAccountKey(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

    [GeneratedRegex(@"^(?!.*--)[a-z][a-z0-9-]{0,31}(?<!-)\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SegmentPattern();

    [GeneratedRegex(@"^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex StoragePattern();

    [GeneratedRegex(@"^[a-z0-9]{3,24}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountPattern();
}
