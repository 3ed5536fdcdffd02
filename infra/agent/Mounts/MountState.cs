namespace CloudWorkspaces.Agent.Mounts;

/// <summary>What status.json and provenance.json say about a mount.</summary>
internal sealed record MountState
{
    public const string Waiting = "waiting";
    public const string Hydrating = "hydrating";
    public const string Ready = "ready";
    public const string Done = "done";
    public const string Failed = "failed";

    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required string Path { get; init; }
    public bool ReadOnly { get; init; }
    public required string State { get; init; }

    /// <summary>What is to be fetched, and how much of it is here.</summary>
    public int Files { get; init; }
    public long Bytes { get; init; }
    public int FetchedFiles { get; init; }
    public long FetchedBytes { get; init; }
    public long? HydrateMs { get; init; }

    /// <summary>Since the beginning; a file counts each time.</summary>
    public int WrittenFiles { get; init; }
    public long WrittenBytes { get; init; }
    public int DeletedFiles { get; init; }

    /// <summary>Of the last writing back, at the end.</summary>
    public long? WriteBackMs { get; init; }

    /// <summary>Files that others had changed meanwhile: both versions are kept. The newest.</summary>
    public IReadOnlyList<MountConflict>? Conflicts { get; init; }

    /// <summary>What could not be fetched or written back, and why. The newest.</summary>
    public IReadOnlyList<string>? Problems { get; init; }

    public static MountState Of(MountJob job) =>
        new() { Name = job.Name, Kind = job.Kind, Path = job.Path, ReadOnly = job.ReadOnly, State = Waiting };
}
