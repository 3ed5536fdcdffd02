namespace CloudWorkspaces.Parity;

/// <summary>Something that is not the same in both modes.</summary>
/// <param name="Kind">What it is of: debian-package, python-package, variable, mount, limit or user.</param>
/// <param name="Name">Of the package, variable, mount point or limit.</param>
/// <param name="Headless">In the run; null where there is none.</param>
/// <param name="Session">In the session's kernel; null where there is none.</param>
public sealed record ParityDifference(string Kind, string Name, string? Headless, string? Session);
