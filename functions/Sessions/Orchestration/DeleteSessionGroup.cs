using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Asks for the deletion of an attempt's group. Idempotent.</summary>
public sealed class DeleteSessionGroup(ISessionGroups groups)
{
    [Function(nameof(DeleteSessionGroup))]
    public async Task<GroupDeletion> RunAsync(
        [ActivityTrigger] SessionReference session, CancellationToken cancellationToken) =>
        new(await groups.DeleteAsync(session, cancellationToken));
}
