using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>
/// The codes of a session's cause that runs do not have; of theirs it may have out-of-memory, start-timeout,
/// image-unavailable, mount-failed, storage-unavailable, quota-exceeded, preempted and platform-error.
/// </summary>
public static class SessionCauses
{
    /// <summary>A user stopped it, here or in JupyterLab's own menu.</summary>
    public const string Stopped = "stopped";

    public const string Idle = "idle";

    public const string MaxAge = "max-age";

    /// <summary>JupyterLab ended by itself again and again.</summary>
    public const string LabCrashed = "lab-crashed";

    internal static bool IsAsPlanned(string code) => code is Stopped or Idle or MaxAge;

    internal static RunCause StoppedByUser { get; } = new() { Code = Stopped, Message = "The session was stopped." };
}
