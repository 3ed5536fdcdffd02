namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Whether and when an ended container is started again.</summary>
internal static class RestartRules
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public static bool ShouldRestart(RestartPolicy policy, int exitCode) =>
        policy == RestartPolicy.Always || (policy == RestartPolicy.OnFailure && exitCode != 0);

    /// <summary>At once the first time, then <paramref name="first"/> and the double each time, up to 5 min.</summary>
    public static TimeSpan Wait(int restartsSoFar, TimeSpan first)
    {
        if (restartsSoFar == 0)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(restartsSoFar - 1, 20);
        var wait = first * Math.Pow(2, doublings);
        return wait < LongestWait ? wait : LongestWait;
    }
}
