using CloudWorkspaces.Runs.Admission;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// Asks for the deletion of a settled run's group, gives up the run's place as soon as that is accepted, and books what
/// the group has cost. Idempotent.
/// </summary>
public sealed class DeleteContainerGroup(
    IRunGroups groups, RunAdmission admission, RunMeters meters, ILogger<DeleteContainerGroup> logger)
{
    [Function(nameof(DeleteContainerGroup))]
    public async Task<GroupDeletion> RunAsync(
        [ActivityTrigger] RunAttempt attempt,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var gone = await groups.DeleteAsync(attempt, cancellationToken);
        var granted = await admission.LeaveAsync(attempt.Run, cancellationToken);
        await AdmittedRuns.TellAsync(client, granted, logger, cancellationToken);
        await meters.CloseAsync(attempt, cancellationToken);
        return new(gone);
    }
}
