using System.Runtime.CompilerServices;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Sessions.Groups;

/// <summary>The container groups of sessions, through ARM.</summary>
internal sealed class ArmSessionGroups(
    WorkloadGroups groups,
    IFlavors flavors,
    SessionKeys keys,
    IOptions<ArmOptions> arm,
    IOptions<SessionOptions> options) : ISessionGroups
{
    public async Task<GroupCreation> CreateAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        if (flavors.Find(session.Flavor) is not { } flavor)
        {
            return GroupCreation.Failed($"There is no flavor '{session.Flavor}' any more.");
        }

        var workload = SessionContainerGroup.Of(session, flavor, arm.Value.Deployment, keys, options.Value);
        return await groups.CreateAsync(workload, cancellationToken);
    }

    public async Task<SessionGroup?> FindAsync(SessionReference session, CancellationToken cancellationToken) =>
        await groups.FindAsync(session.InstanceId, cancellationToken) is { } group
            ? new()
            {
                State = RunGroupReader.Read(group),
                Address = SessionContainerGroup.Address(session, group.IPAddress?.Fqdn, options.Value),
            }
            : null;

    public Task<bool> StopAsync(SessionReference session, CancellationToken cancellationToken) =>
        groups.StopAsync(session.InstanceId, cancellationToken);

    public Task<bool> DeleteAsync(SessionReference session, CancellationToken cancellationToken) =>
        groups.DeleteAsync(session.InstanceId, cancellationToken);

    public async IAsyncEnumerable<SessionReference> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var tags in groups.TagsAsync(cancellationToken))
        {
            if (SessionGroupTags.Read(tags, arm.Value.Deployment) is { } session)
            {
                yield return session;
            }
        }
    }
}
