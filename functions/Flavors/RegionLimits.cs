namespace CloudWorkspaces.Flavors;

/// <summary>The largest container group that the region gives.</summary>
public sealed record RegionLimits
{
    public required string Region { get; init; }
    public required double Cpu { get; init; }
    public required double MemoryGiB { get; init; }
    public required int Gpu { get; init; }
}
