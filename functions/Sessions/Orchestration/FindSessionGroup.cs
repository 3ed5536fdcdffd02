using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Says whether an attempt's group is gone. Reads only.</summary>
public sealed class FindSessionGroup(ISessionGroups groups)
{
    [Function(nameof(FindSessionGroup))]
    public async Task<GroupDeletion> RunAsync(
        [ActivityTrigger] SessionReference session, CancellationToken cancellationToken) =>
        new(await groups.FindAsync(session, cancellationToken) is null);
}
