using System.Runtime.CompilerServices;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>The container groups of runs, through ARM.</summary>
internal sealed class ArmRunGroups(
    WorkloadGroups groups, IFlavors flavors, AgentKeys keys, IOptions<ArmOptions> arm) : IRunGroups
{
    public async Task<GroupCreation> CreateAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (flavors.Find(run.Flavor) is not { } flavor)
        {
            return GroupCreation.Failed($"There is no flavor '{run.Flavor}' any more.");
        }

        var attempt = new RunAttempt(new RunReference(run.Workspace, run.Id.Value), run.Attempt);
        var workload = RunContainerGroup.Of(run, flavor, arm.Value.Deployment, keys.Derive(attempt));
        return await groups.CreateAsync(workload, cancellationToken);
    }

    public async Task<RunGroup?> FindAsync(RunAttempt attempt, CancellationToken cancellationToken) =>
        await groups.FindAsync(RunContainerGroup.Name(attempt), cancellationToken) is { } group
            ? RunGroupReader.Read(group)
            : null;

    public Task<bool> StopAsync(RunAttempt attempt, CancellationToken cancellationToken) =>
        groups.StopAsync(RunContainerGroup.Name(attempt), cancellationToken);

    public Task<bool> DeleteAsync(RunAttempt attempt, CancellationToken cancellationToken) =>
        groups.DeleteAsync(RunContainerGroup.Name(attempt), cancellationToken);

    public async IAsyncEnumerable<RunAttempt> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var tags in groups.TagsAsync(cancellationToken))
        {
            if (RunGroupTags.Read(tags, arm.Value.Deployment) is { } attempt)
            {
                yield return attempt;
            }
        }
    }
}
