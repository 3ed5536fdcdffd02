namespace CloudWorkspaces.Flavors;

/// <summary>A size of compute that users choose by name.</summary>
public sealed record Flavor
{
    public required string Name { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public required double Cpu { get; init; }

    /// <summary>Memory in GiB. A run that needs more ends with out-of-memory.</summary>
    public required double MemoryGiB { get; init; }

    /// <summary>Whole GPUs.</summary>
    public int Gpu { get; init; }

    /// <summary>Local disk of the mount <c>cache</c> in GiB; 0 for none.</summary>
    public int CacheGiB { get; init; }

    /// <summary><see cref="NetworkOptions.Public"/>, or a subnet by its name in the settings.</summary>
    public string Network { get; init; } = NetworkOptions.Public;

    /// <summary>The subnet's resource id; null where the network is public.</summary>
    public string? SubnetId { get; init; }

    /// <summary>In the deployment's currency, while a container group of this flavor exists.</summary>
    public decimal PricePerHour { get; init; }
}
