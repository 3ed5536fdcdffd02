namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>Makes rates of a counter that only grows, and that begins anew with what is counted.</summary>
internal sealed class CounterRate
{
    private (DateTimeOffset At, double Count)? _last;

    /// <summary>From when on the counter is known to have counted from 0.</summary>
    public void StartAt(DateTimeOffset at) => _last ??= (at, 0);

    /// <summary>Units per second since the last time; null for the first time.</summary>
    public double? Next(DateTimeOffset at, double count)
    {
        var last = _last;
        if (last?.At >= at)
        {
            return null;
        }

        _last = (at, count);
        return last is null
            ? null
            : (count < last.Value.Count ? count : count - last.Value.Count) / (at - last.Value.At).TotalSeconds;
    }
}
