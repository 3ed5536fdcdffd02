using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Workspaces.Usage;

internal sealed class WorkspaceUsage(
    ICostLedger ledger,
    SessionSeats seats,
    IAdmissions admissions,
    TimeProvider time,
    ILogger<WorkspaceUsage> logger) : IWorkspaceUsage
{
    public async Task<UsageRefusal?> CheckBudgetAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        if (workspace.Limits.MonthlyBudget is not { } budget)
        {
            return null;
        }

        var name = workspace.Name.Value;
        var costs = await ledger.ReadAsync(name, CostMonth.Of(time.GetUtcNow()), cancellationToken);
        return costs.Total < budget ? null : UsageRefusal.Budget(name, costs, budget);
    }

    public async Task<UsageRefusal?> EnterSessionAsync(
        Workspace workspace, string session, double cpu, CancellationToken cancellationToken) =>
        await CheckBudgetAsync(workspace, cancellationToken) ??
        await seats.TakeAsync(workspace.Name.Value, session, cpu, cancellationToken);

    public async Task LeaveSessionAsync(
        string workspace, string session, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var granted = await seats.LeaveAsync(workspace, session, cancellationToken);
        await AdmittedRuns.TellAsync(client, granted, logger, cancellationToken);
    }

    public async Task GrantRunsAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var granted = await admissions.GrantAsync(QueueKey.Workspace(workspace), cancellationToken);
        await AdmittedRuns.TellAsync(client, granted, logger, cancellationToken);
    }

    public Task KeepSessionAsync(SessionUse use, CancellationToken cancellationToken) =>
        seats.KeepAsync(use.Workspace, use.Session, use.Cpu, cancellationToken);

    public IAsyncEnumerable<SessionUse> SessionsAsync(CancellationToken cancellationToken) =>
        seats.ListAsync(cancellationToken);
}
