namespace CloudWorkspaces.Mounts;

/// <summary>What the agent says about a mount in <c>status.json</c>.</summary>
public sealed record MountProgress
{
    public string Name { get; init; } = "";

    /// <summary><c>copy</c>, <c>direct</c>, <c>share</c> or <c>cache</c>.</summary>
    public string Kind { get; init; } = "";

    public string Path { get; init; } = "";
    public bool ReadOnly { get; init; }

    /// <summary><c>waiting</c>, <c>hydrating</c>, <c>ready</c>, <c>done</c> or <c>failed</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>Of a copy: what is to be fetched, and how much of it is there.</summary>
    public int Files { get; init; }
    public long Bytes { get; init; }
    public int FetchedFiles { get; init; }
    public long FetchedBytes { get; init; }
    public long? HydrateMs { get; init; }

    public int WrittenFiles { get; init; }
    public long WrittenBytes { get; init; }
    public int DeletedFiles { get; init; }

    /// <summary>Of the last writing back, at the end.</summary>
    public long? WriteBackMs { get; init; }

    /// <summary>Files that others had changed meanwhile: both versions are kept. The newest twenty.</summary>
    public IReadOnlyList<MountConflict>? Conflicts { get; init; }

    /// <summary>What could not be fetched or written back, and why. The newest twenty.</summary>
    public IReadOnlyList<string>? Problems { get; init; }
}
