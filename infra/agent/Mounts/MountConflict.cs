namespace CloudWorkspaces.Agent.Mounts;

/// <param name="File">Whose blob is as others have left it.</param>
/// <param name="KeptAs">Where the version of this container is stored beside it; null where its deletion was refused.</param>
internal sealed record MountConflict(string File, string? KeptAs);
