using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>The limits of queues as they are now: those of a workspace may change while runs wait.</summary>
internal sealed class QueueLimits(
    IWorkspaces workspaces, IOptions<RunOptions> runs, IOptions<AdmissionOptions> admission)
{
    public async Task<AdmissionLimits> OfAsync(QueueKey queue, CancellationToken cancellationToken)
    {
        if (queue.Kind is QueueKind.Placement)
        {
            return AdmissionLimits.OfPlacement(runs.Value, admission.Value);
        }

        var workspace = WorkspaceName.TryParse(queue.Name, out var name)
            ? await workspaces.FindAsync(name, cancellationToken)
            : null;
        return AdmissionLimits.OfWorkspace(runs.Value, workspace?.Limits ?? new WorkspaceLimits());
    }
}
