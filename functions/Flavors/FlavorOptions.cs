namespace CloudWorkspaces.Flavors;

/// <summary>One flavor in the settings: <c>Flavors:{name}</c>.</summary>
public sealed record FlavorOptions
{
    /// <summary>Virtual CPUs, 0.1 to 31: what a container group can have.</summary>
    public double Cpu { get; init; }

    /// <summary>Memory in GiB, 0.5 to 240: what a container group can have.</summary>
    public double MemoryGiB { get; init; }

    /// <summary>Whole GPUs.</summary>
    public int Gpu { get; init; }

    /// <summary>Local disk of the mount <c>cache</c> in GiB, up to 50: what a container group can have.</summary>
    public int CacheGiB { get; init; }

    /// <summary><c>public</c>, or a name among <c>Networks</c>: a subnet, for runs alone.</summary>
    public string Network { get; init; } = NetworkOptions.Public;

    public decimal PricePerHour { get; init; }
}
