namespace CloudWorkspaces.Mounts;

/// <param name="File">Whose blob is as others have left it.</param>
/// <param name="KeptAs">Where the container's version is, beside it; null where its deletion was refused.</param>
public sealed record MountConflict(string? File, string? KeptAs);
