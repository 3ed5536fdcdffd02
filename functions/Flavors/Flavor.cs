namespace CloudWorkspaces.Flavors;

/// <summary>A size of compute that users choose by name.</summary>
public sealed record Flavor
{
    public required string Name { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public required double Cpu { get; init; }

    /// <summary>Memory in GiB. A run that needs more ends with out-of-memory.</summary>
    public required double MemoryGiB { get; init; }
}
