using System.Globalization;

namespace CloudWorkspaces.Agent.Activity;

/// <summary>
/// Terminals in which a program runs, in the foreground or behind a <c>&amp;</c>. A shell that waits for input does not
/// count, nor does what a user has taken out of the terminal's session.
/// </summary>
internal static class TerminalPrograms
{
    /// <param name="stats">Lines of /proc/n/stat.</param>
    public static int CountTerminals(IEnumerable<string> stats) => stats
        .Select(Read)
        .Where(process => process is { Terminal: not 0, Living: true })
        .GroupBy(process => process!.Session)
        // The session's leader is the shell.
        .Count(session => session.Any(process => process!.Id != process.Session));

    private static Entry? Read(string stat)
    {
        // The name in brackets may hold anything.
        var id = stat.Split(' ', 2)[0];
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is [var state, _, _, var session, var terminal, ..]
            ? new(Number(id), Number(session), Number(terminal), state is not ("Z" or "X"))
            : null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Entry(int Id, int Session, int Terminal, bool Living);
}
