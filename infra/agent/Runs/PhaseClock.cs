namespace CloudWorkspaces.Agent.Runs;

/// <summary>Times of phases that follow one another, beginning with the process.</summary>
internal sealed class PhaseClock(TimeProvider time)
{
    private long _last = time.GetTimestamp();

    /// <summary>Milliseconds since the previous call.</summary>
    public long Lap()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_last, now);
        _last = now;
        return (long)elapsed.TotalMilliseconds;
    }
}
