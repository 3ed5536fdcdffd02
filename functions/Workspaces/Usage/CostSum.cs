namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>What container groups of one kind have come to.</summary>
public sealed record CostSum
{
    public static readonly CostSum None = new();

    /// <summary>In the currency of the flavors' prices.</summary>
    public decimal Cost { get; init; }

    /// <summary>How long the groups existed, added up.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>Groups; one that existed in two months counts in both.</summary>
    public int Groups { get; init; }

    public static CostSum operator +(CostSum left, CostSum right) => left.Add(right);

    public CostSum Add(CostSum other) => new()
    {
        Cost = Cost + other.Cost,
        Time = Time + other.Time,
        Groups = Groups + other.Groups,
    };
}
