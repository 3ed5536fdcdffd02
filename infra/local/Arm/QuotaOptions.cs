namespace CloudWorkspaces.Local.Arm;

/// <summary>Limits of a subscription; null, the default, for none. In brackets what the service begins with.</summary>
internal sealed record QuotaOptions
{
    /// <summary>Groups in one location (100).</summary>
    public int? Groups { get; init; }

    /// <summary>Cores of the groups of regular priority in one location (100).</summary>
    public int? Cores { get; init; }

    /// <summary>Cores of the spot groups in one location.</summary>
    public int? SpotCores { get; init; }

    /// <summary>New groups within 5 minutes (100).</summary>
    public int? CreatesPerFiveMinutes { get; init; }

    /// <summary>New groups within an hour (300).</summary>
    public int? CreatesPerHour { get; init; }
}
