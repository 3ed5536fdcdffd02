namespace CloudWorkspaces.Workspaces;

/// <summary>What a workspace may use; null where only the deployment's own limits hold.</summary>
public sealed record WorkspaceLimits
{
    /// <summary>Runs that have a container group at the same time; the others wait.</summary>
    public int? ConcurrentRuns { get; init; }

    /// <summary>Sessions that are not stopped.</summary>
    public int? ConcurrentSessions { get; init; }

    /// <summary>Virtual CPUs of runs and sessions together.</summary>
    public double? Cpu { get; init; }

    /// <summary>In the currency of the flavors' prices, for a calendar month in UTC.</summary>
    public decimal? MonthlyBudget { get; init; }
}
