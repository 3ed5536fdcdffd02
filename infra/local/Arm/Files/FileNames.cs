using System.Buffers;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>What names of files and directories may be.</summary>
internal static class FileNames
{
    private const int LongestName = 255;
    private const int LongestPath = 2048;
    private const int DeepestPath = 250;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\"\\:|<>*?/\u0081");

    /// <summary>The names of a path. Throws FileException 400.</summary>
    public static IReadOnlyList<string> Split(string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Length > LongestPath || names.Length > DeepestPath || names.FirstOrDefault(name => !IsName(name)) is not null)
        {
            throw new FileException(400, "InvalidResourceName", $"The path '{path}' is not one of a file or directory.");
        }

        return names;
    }

    private static bool IsName(string name) =>
        name.Length <= LongestName && name is not ("." or "..") && !name.AsSpan().ContainsAny(Forbidden) &&
        !name.Any(letter => letter < ' ' || char.IsSurrogate(letter) && !IsPaired(name)) && !name.EndsWith('.');

    private static bool IsPaired(string name) => name.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
}
