using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Asks for the deletion of an attempt's group, and books what it has cost. Idempotent.</summary>
public sealed class DeleteSessionGroup(ISessionGroups groups, SessionMeters meters)
{
    [Function(nameof(DeleteSessionGroup))]
    public async Task<GroupDeletion> RunAsync(
        [ActivityTrigger] SessionReference session, CancellationToken cancellationToken)
    {
        var gone = await groups.DeleteAsync(session, cancellationToken);
        await meters.CloseAsync(session, cancellationToken);
        return new(gone);
    }
}
