namespace CloudWorkspaces.Mounts;

/// <summary>A mount as an agent is told of it; see the agent's <c>MountJob</c>.</summary>
public sealed record AgentMount
{
    public required string Name { get; init; }

    /// <summary><c>copy</c>, <c>direct</c>, <c>share</c> or <c>cache</c>.</summary>
    public required string Kind { get; init; }

    public required string Path { get; init; }
    public bool ReadOnly { get; init; }
    public string Prefix { get; init; } = "";
    public IReadOnlyList<string> Include { get; init; } = [];
    public IReadOnlyList<string> Exclude { get; init; } = [];
    public long MaxBytes { get; init; }
    public bool Deletes { get; init; }
    public int WriteBackSeconds { get; init; }
    public int RenewSeconds { get; init; }

    internal static AgentMount Of(Mount mount, MountOptions options, int cacheGiB) => new()
    {
        Name = mount.Name,
        Kind = (mount.Mode, mount.Kind) switch
        {
            (MountMode.Direct, _) => "direct",
            (_, MountKind.Blob) => "copy",
            (_, MountKind.Share) => "share",
            _ => "cache",
        },
        Path = mount.Address,
        ReadOnly = mount.ReadOnly,
        Prefix = mount.Prefix ?? "",
        Include = mount.Include ?? [],
        Exclude = mount.Exclude ?? [],
        MaxBytes = (long)((mount.Kind is MountKind.Cache ? cacheGiB : mount.MaxGiB ?? 0) * (1L << 30)),
        Deletes = mount.Deletes ?? false,
        WriteBackSeconds = mount.WriteBackSeconds ?? 0,
        RenewSeconds = mount.Mode is MountMode.Direct ? options.DirectSasMinutes * 60 / 2 : 0,
    };
}
