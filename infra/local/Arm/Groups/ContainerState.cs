namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>A container's state as the instance view tells it.</summary>
/// <param name="State">Waiting, Running or Terminated.</param>
internal sealed record ContainerState(
    string State,
    string DetailStatus,
    DateTimeOffset? StartTime = null,
    DateTimeOffset? FinishTime = null,
    int? ExitCode = null);
