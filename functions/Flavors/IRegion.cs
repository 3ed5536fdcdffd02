namespace CloudWorkspaces.Flavors;

/// <summary>What the region has to give.</summary>
public interface IRegion
{
    /// <summary>Null as long as the region could not be asked.</summary>
    Task<RegionLimits?> LimitsAsync(CancellationToken cancellationToken);
}
