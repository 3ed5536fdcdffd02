namespace CloudWorkspaces.Sessions;

/// <summary>The states of a session; <see cref="SessionTransitions"/> says which may follow which.</summary>
public enum SessionState
{
    /// <summary>On its way; <see cref="SessionPhase"/> says how far.</summary>
    Starting,

    /// <summary>JupyterLab answers.</summary>
    Ready,

    /// <summary>Its end was asked for, or decided.</summary>
    Stopping,

    /// <summary>Over as it should be.</summary>
    Stopped,

    /// <summary>Over for a reason that nobody asked for.</summary>
    Failed,
}
