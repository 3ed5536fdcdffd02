namespace CloudWorkspaces.Runs.Admission;

/// <summary>Where a run stands in a queue.</summary>
public enum AdmissionState
{
    /// <summary>Waits for room.</summary>
    Waiting,

    /// <summary>Has room: it may start, or has started.</summary>
    Running,

    /// <summary>Is settled, but its container group is still there.</summary>
    Finishing,

    /// <summary>As <see cref="Finishing"/>, and it converts its result: that takes a processor.</summary>
    Converting,
}
