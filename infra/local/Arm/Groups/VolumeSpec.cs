using System.Collections.Immutable;
using CloudWorkspaces.Local.Arm.Shares;

namespace CloudWorkspaces.Local.Arm.Groups;

internal abstract record VolumeSpec(string Name);

internal sealed record EmptyDirectory(string Name) : VolumeSpec(Name);

/// <param name="Files">Content by file name.</param>
internal sealed record SecretVolume(string Name, ImmutableDictionary<string, byte[]> Files) : VolumeSpec(Name);

/// <param name="Directory">Where in the volume the repository is; "." for the volume itself.</param>
/// <param name="Revision">A commit, branch or tag; null for the newest commit.</param>
internal sealed record GitVolume(string Name, string Repository, string Directory, string? Revision) : VolumeSpec(Name);

/// <param name="Key">Of the storage account; null if none was given, or when it is not known any more.</param>
internal sealed record FileShareVolume(string Name, ShareId Id, bool ReadOnly, string? Key) : VolumeSpec(Name);
