namespace CloudWorkspaces.Agent.Papermill;

/// <summary>Finds the Python that the image's papermill runs on, which need not be the first one in the path.</summary>
internal static class PapermillScript
{
    /// <summary>Null when no folder of <paramref name="path"/> has a papermill whose Python exists.</summary>
    public static string? FindPython(string? path)
    {
        foreach (var folder in (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var script = Path.Combine(folder, "papermill");
            if (File.Exists(script) && Interpreter(File.ReadLines(script).Take(2).ToArray()) is { } python)
            {
                return python;
            }
        }

        return null;
    }

    /// <summary>
    /// The program that the first line names: itself, through env, or, where its path is too long for that line,
    /// through a shell in the second: <c>'''exec' "/long/python" "$0" "$@"</c>.
    /// </summary>
    public static string? Interpreter(IReadOnlyList<string> lines)
    {
        if (lines is not [var first, ..] || !first.StartsWith("#!", StringComparison.Ordinal))
        {
            return null;
        }

        var words = first[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["/usr/bin/env", .. var rest] => rest.LastOrDefault(),
            ["/bin/sh", ..] when lines.Count > 1 => ExecutedByShell(lines[1]),
            [var program, ..] => program,
            _ => null,
        };
    }

    private static string? ExecutedByShell(string line)
    {
        const string Start = "'''exec' ";
        if (!line.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = line[Start.Length..];
        return rest.StartsWith('"') ? rest.Split('"')[1] : rest.Split(' ')[0];
    }
}
