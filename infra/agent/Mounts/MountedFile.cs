using Azure;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>A file whose content is both here and in storage.</summary>
internal sealed record MountedFile
{
    /// <summary>Of the local file when its content was last the same as the blob's.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>The blob: the file's own, or the one beside it after a conflict.</summary>
    public required string Blob { get; init; }

    public required ETag Tag { get; init; }

    /// <summary>MD5 of the content, where storage told it.</summary>
    public byte[]? Hash { get; init; }
}
