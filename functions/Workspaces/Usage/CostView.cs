namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>The costs of one kind of container groups.</summary>
public sealed record CostView
{
    /// <summary>Of groups that have ended.</summary>
    public required decimal Booked { get; init; }

    /// <summary>Of groups that live, up to now.</summary>
    public required decimal Estimated { get; init; }

    public required double Hours { get; init; }
    public required int Groups { get; init; }

    public static CostView Of(CostSum booked, CostSum living)
    {
        ArgumentNullException.ThrowIfNull(booked);
        ArgumentNullException.ThrowIfNull(living);
        return new CostView
        {
            Booked = booked.Cost,
            Estimated = living.Cost,
            Hours = (booked.Time + living.Time).TotalHours,
            Groups = booked.Groups + living.Groups,
        };
    }
}
