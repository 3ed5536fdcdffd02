namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>What is paid for: a container group, from its creation to its deletion.</summary>
public sealed record CostMeter
{
    public required MeterKey Key { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string User { get; init; }

    public required string Flavor { get; init; }

    /// <summary>Of the flavor when the group was created.</summary>
    public required decimal PricePerHour { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>When the group ended; null while it lives.</summary>
    public DateTimeOffset? To { get; init; }
}
