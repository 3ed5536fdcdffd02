namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>What a workspace has spent in a month.</summary>
public sealed record MonthlyCosts
{
    public required CostMonth Month { get; init; }

    /// <summary>Of groups that have ended.</summary>
    public required IReadOnlyDictionary<CostKind, CostSum> Booked { get; init; }

    /// <summary>Of groups that live, up to now.</summary>
    public required IReadOnlyDictionary<CostKind, CostSum> Living { get; init; }

    public decimal Total => Booked.Values.Concat(Living.Values).Sum(sum => sum.Cost);
}
