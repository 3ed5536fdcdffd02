using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Processes.Callbacks;

/// <summary>What has become of a job.</summary>
/// <param name="Run">The job.</param>
/// <param name="HasEnded">Whether it is over, or else has begun.</param>
public sealed record JobNotice(RunReference Run, bool HasEnded)
{
    /// <summary>Each notice has one orchestration.</summary>
    internal string InstanceId => $"notice-{(HasEnded ? "end" : "start")}-{Run.InstanceId}";
}
