namespace CloudWorkspaces.Agent.Mounts;

/// <summary>
/// What tells that a file may have changed. The time of its last change of any kind is in it, as users can set the other
/// back. In nanoseconds since 1970.
/// </summary>
internal sealed record FileStamp(long Size, long ModifiedOn, long ChangedOn);
