namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Counts the results of a probe: it changes its mind only after enough of the same in a row.</summary>
internal sealed class ProbeRules(ProbeSpec spec)
{
    private int _failures;
    private int _successes;

    /// <summary>True or false when a threshold is reached, null before.</summary>
    public bool? Count(bool success)
    {
        (_failures, _successes) = success ? (0, _successes + 1) : (_failures + 1, 0);
        return _failures >= spec.FailureThreshold ? false : _successes >= spec.SuccessThreshold ? true : null;
    }
}
