using CloudWorkspaces.Http;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>Why a workspace may not use more now.</summary>
public sealed record UsageRefusal
{
    /// <summary>Whether it is the month's budget that is used up, and not a limit on what goes on at the same time.</summary>
    public required bool IsBudget { get; init; }

    /// <summary>Names the limit and what is used of it.</summary>
    public required string Message { get; init; }

    public static UsageRefusal Limit(string message) => new() { IsBudget = false, Message = message };

    public static UsageRefusal Budget(string workspace, MonthlyCosts costs, decimal budget) => new()
    {
        IsBudget = true,
        Message = FormattableString.Invariant(
            $"Workspace '{workspace}' has spent {costs.Total:0.00##} of its budget of {budget:0.00##} for {costs.Month}."),
    };

    /// <summary>409.</summary>
    public ProblemException ToProblem() =>
        new(IsBudget ? Problems.BudgetExceeded(Message) : Problems.LimitExceeded(Message));
}
