using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Lets a run in: by its workspace's budget, then by the queues. Idempotent.</summary>
public sealed class RunEntry(RunAdmission admission, IWorkspaces workspaces, IWorkspaceUsage usage, IFlavors flavors)
{
    public TimeSpan ConversionDelay => admission.ConversionDelay;

    /// <summary>The end of a run that may not begin; null for one that may.</summary>
    public async Task<RunEnding?> RefuseAsync(RunRecord run, CancellationToken cancellationToken)
    {
        // What has a group already is paid for, whatever the budget says by now.
        if (run.State is not RunState.Accepted ||
            !WorkspaceName.TryParse(run.Workspace, out var name) ||
            await workspaces.FindAsync(name, cancellationToken) is not { } workspace ||
            await usage.CheckBudgetAsync(workspace, cancellationToken) is not { } refusal)
        {
            return null;
        }

        return RunEnding.Failed(RunCauses.BudgetExceeded, refusal.Message);
    }

    /// <summary>The run is admitted when the state is Running.</summary>
    public Task<AdmissionDecision> RequestAsync(RunRecord run, CancellationToken cancellationToken) =>
        admission.RequestAsync(
            new RunDemand
            {
                Run = new RunReference(run.Workspace, run.Id.Value),
                MilliCpu = AdmissionLimits.Thousandths(flavors.Find(run.Flavor)?.Cpu ?? 0),
                Priority = AdmissionPriority.Of(run.Priority),
                Flow = run.Batch is { } batch ? $"batch/{batch}" : $"user/{run.CreatedBy}",
            },
            cancellationToken);
}
