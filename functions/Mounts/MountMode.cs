namespace CloudWorkspaces.Mounts;

/// <summary>How blobs come to user code.</summary>
public enum MountMode
{
    /// <summary>As files: fetched beforehand, and changed ones written back.</summary>
    Copy,

    /// <summary>Nothing is copied: GDAL and other clients read them by signed requests.</summary>
    Direct,
}
