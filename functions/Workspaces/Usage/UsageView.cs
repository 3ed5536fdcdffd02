using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>What a workspace uses now, and what it has spent in a month.</summary>
public sealed record UsageView
{
    /// <summary>As in 2026-11, UTC.</summary>
    public required string Month { get; init; }

    /// <summary>Booked and living together, in the currency of the flavors' prices.</summary>
    public required decimal Spent { get; init; }

    public decimal? Budget { get; init; }

    public required IReadOnlyDictionary<string, CostView> Costs { get; init; }

    public required AmountView Runs { get; init; }

    /// <summary>Runs that wait for room.</summary>
    public required int WaitingRuns { get; init; }

    public required AmountView Sessions { get; init; }

    /// <summary>Virtual CPUs of runs and sessions together.</summary>
    public required AmountView Cpu { get; init; }

    public static UsageView Of(
        Workspace workspace, MonthlyCosts costs, AdmissionCounts counts, int maxRuns, int maxSessions)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(counts);
        return new UsageView
        {
            Month = costs.Month.ToString(),
            Spent = costs.Total,
            Budget = workspace.Limits.MonthlyBudget,
            Costs = costs.Booked.Keys.ToDictionary(
                kind => $"{kind.ToString().ToLowerInvariant()}s",
                kind => CostView.Of(costs.Booked[kind], costs.Living[kind])),
            Runs = new AmountView(counts.Running, maxRuns),
            WaitingRuns = counts.Waiting,
            Sessions = new AmountView(counts.Sessions, maxSessions),
            Cpu = new AmountView(counts.MilliCpu / 1_000.0, workspace.Limits.Cpu),
        };
    }
}
