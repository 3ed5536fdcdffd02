using System.Text;
using System.Text.RegularExpressions;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>
/// A pattern of paths: <c>*</c> and <c>?</c> stay within a folder, <c>**</c> crosses folders. A pattern without a slash
/// fits names in every folder.
/// </summary>
internal sealed class FilePattern(string pattern)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private readonly Regex _regex = new(Translate(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Bound);

    public bool Fits(string path) => _regex.IsMatch(path);

    private static string Translate(string pattern)
    {
        var text = new StringBuilder(pattern.Contains('/') ? "^" : "^(.*/)?");
        for (var at = 0; at < pattern.Length; at++)
        {
            var (piece, length) = pattern[at..] switch
            {
                ['*', '*', '/', ..] => ("(.*/)?", 3),
                ['*', '*', ..] => (".*", 2),
                ['*', ..] => ("[^/]*", 1),
                ['?', ..] => ("[^/]", 1),
                [var letter, ..] => (Regex.Escape($"{letter}"), 1),
                _ => ("", 1),
            };
            text.Append(piece);
            at += length - 1;
        }

        return text.Append('$').ToString();
    }
}
