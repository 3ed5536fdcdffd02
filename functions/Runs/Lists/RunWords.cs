namespace CloudWorkspaces.Runs.Lists;

/// <summary>
/// The words by which a run is found: those of its notebook's path and, where it did not succeed, of its cause's code and
/// of the exception's name. A word is letters and digits, in lower case.
/// </summary>
internal static class RunWords
{
    /// <summary>Each is an entry in a list of its own.</summary>
    private const int MaxWords = 12;

    private const int MaxLength = 64;

    public static IReadOnlyList<string> Of(RunRecord run)
    {
        var notebook = run.Notebook.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
            ? run.Notebook[..^".ipynb".Length]
            : run.Notebook;
        var cause = run.State is RunState.Succeeded ? "" : $"{run.Cause?.Code} {run.Cause?.ExceptionName}";
        // Of a long path the end says most.
        var path = Split(notebook);
        return [.. Split(cause).Concat(path.Reverse()).Distinct(StringComparer.Ordinal).Take(MaxWords)];
    }

    public static IReadOnlyList<string> Split(string text)
    {
        List<string> words = [];
        var start = -1;
        for (var index = 0; index <= text.Length; index++)
        {
            var inWord = index < text.Length && char.IsLetterOrDigit(text[index]);
            if (inWord && start < 0)
            {
                start = index;
            }
            else if (!inWord && start >= 0)
            {
                words.Add(text[start..Math.Min(index, start + MaxLength)].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
