namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>An event as the instance view tells it; repeated ones are counted.</summary>
internal sealed record ContainerEvent(
    string Name,
    string Message,
    int Count,
    DateTimeOffset FirstTimestamp,
    DateTimeOffset LastTimestamp,
    string Type = "Normal");
