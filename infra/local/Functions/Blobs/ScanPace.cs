namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>
/// How long a scan is waited with: a second while there is something going on, then a thirtieth of the time since, up
/// to ten seconds. A listing that takes long is repeated less often, so that listing takes a fifth of the time at most.
/// </summary>
internal static class ScanPace
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const int Share = 30;
    private const int Rest = 4;

    public static TimeSpan Wait(TimeSpan sinceActivity, TimeSpan listing)
    {
        var wait = sinceActivity / Share;
        wait = wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
        return wait < listing * Rest ? listing * Rest : wait;
    }
}
