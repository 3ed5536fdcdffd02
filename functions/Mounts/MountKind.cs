namespace CloudWorkspaces.Mounts;

public enum MountKind
{
    /// <summary>A blob container.</summary>
    Blob,

    /// <summary>A file share.</summary>
    Share,

    /// <summary>An empty folder on local disk, which goes with the container.</summary>
    Cache,
}
