namespace CloudWorkspaces.Agent.Mounts;

/// <summary>A mount of the workspace, as the endpoint's answer to a start names it.</summary>
internal sealed record MountJob
{
    /// <summary>Files are copied from a blob container beforehand, and changed ones back.</summary>
    public const string Copy = "copy";

    /// <summary>User code reads blobs itself; nothing is copied.</summary>
    public const string Direct = "direct";

    /// <summary>A file share that the container has mounted.</summary>
    public const string Share = "share";

    /// <summary>An empty folder on the container's disk.</summary>
    public const string Cache = "cache";

    public required string Name { get; init; }

    /// <summary>One of the constants.</summary>
    public required string Kind { get; init; }

    /// <summary>Where user code finds it: a folder, or for direct mounts an address below /vsiaz/.</summary>
    public required string Path { get; init; }

    public bool ReadOnly { get; init; }

    /// <summary>Of blob names, empty or with a slash at its end; the rest of a name is the file's path.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Patterns of what is fetched; empty for everything.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is neither fetched nor written back.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Of a copy, the most that is fetched; of a cache, what its flavor has for it. 0 for no limit.</summary>
    public long MaxBytes { get; init; }

    /// <summary>Whether files that are deleted locally are deleted in storage.</summary>
    public bool Deletes { get; init; }

    /// <summary>From one writing back to the next; 0 for only at the end.</summary>
    public int WriteBackSeconds { get; init; }

    /// <summary>Of a direct mount: how often its signature is renewed.</summary>
    public int RenewSeconds { get; init; }

    /// <summary>The name by which the endpoint gives access to the container.</summary>
    public string AccessName => $"mounts/{Name}";
}
