namespace CloudWorkspaces.Agent.Mounts;

/// <summary>Which blobs are files of a mount and which files may become blobs, by relative path.</summary>
internal sealed class MountSelection(MountJob job)
{
    private const int MaxBlobName = 1_024;
    private const int MaxSegmentBytes = 255;

    private readonly List<FilePattern> _include = [.. job.Include.Select(pattern => new FilePattern(pattern))];
    private readonly List<FilePattern> _exclude = [.. job.Exclude.Select(pattern => new FilePattern(pattern))];

    public string BlobOf(string path) => job.Prefix + path;

    /// <summary>The path inside the mount of a blob below its prefix.</summary>
    public string PathOf(string blob) => blob[job.Prefix.Length..];

    public bool IsFetched(string path) =>
        (_include.Count == 0 || _include.Any(pattern => pattern.Fits(path))) && IsKept(path);

    /// <summary>Patterns to include do not count: what a notebook makes beside is kept as well.</summary>
    public bool IsKept(string path) => !_exclude.Any(pattern => pattern.Fits(path));

    /// <summary>Why a blob cannot be a file; null when it can.</summary>
    public static string? FileFault(string path) => path.Split('/').Any(segment =>
        segment is "" or "." or ".." || segment.Contains('\0') ||
        System.Text.Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes)
            ? "its name cannot be that of a file"
            : null;

    /// <summary>Why a file cannot be a blob; null when it can.</summary>
    public string? BlobFault(string path) =>
        BlobOf(path).Length > MaxBlobName || path.Any(letter => char.IsControl(letter) || letter is '\\' or '\uFFFD') ||
        path.Split('/').Any(segment => segment.EndsWith('.'))
            ? "its name cannot be that of a blob"
            : null;
}
