namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>Section "Arm:StandbyPools".</summary>
internal sealed record StandbyOptions
{
    /// <summary>How often the pools are looked at when nothing happens to them; default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait before groups that ended, or could not be made, are made again; default 30 s.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(30);
}
