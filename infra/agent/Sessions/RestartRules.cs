namespace CloudWorkspaces.Agent.Sessions;

/// <summary>Whether a JupyterLab that ended by itself is started again, and when.</summary>
internal static class RestartRules
{
    /// <summary>Ends within <see cref="Span"/> of which one more is the last.</summary>
    private const int MaxRestarts = 5;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <param name="ends">When it ended, the newest last and now.</param>
    /// <returns>The pause before the next start, doubled each time; null to give up.</returns>
    public static TimeSpan? Pause(IReadOnlyList<DateTimeOffset> ends)
    {
        var recent = ends.Count(end => ends[^1] - end < Span);
        return recent > MaxRestarts ? null : FirstPause * Math.Pow(2, recent - 1);
    }

    /// <param name="exitCode">128 + n after signal n.</param>
    /// <param name="outOfMemoryKills">Processes that were killed for memory since its start.</param>
    /// <param name="lastLine">Of its log.</param>
    public static string Reason(int exitCode, long outOfMemoryKills, string? lastLine) => (exitCode, outOfMemoryKills) switch
    {
        ( > 128, > 0) => "The container ran out of memory, and JupyterLab was killed.",
        ( > 128, _) => $"JupyterLab was ended by signal {exitCode - 128}.",
        _ => $"JupyterLab ended with exit code {exitCode}: {lastLine ?? "it left no word"}",
    };
}
