using System.Runtime.CompilerServices;
using Azure;
using Azure.ResourceManager.ContainerInstance;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>The container groups of runs, through ARM.</summary>
internal sealed class ArmRunGroups(
    ContainerGroupCollection groups,
    IFlavors flavors,
    AgentKeys keys,
    IOptions<ArmOptions> arm,
    IOptions<AgentOptions> agent) : IRunGroups
{
    public async Task<GroupCreation> CreateAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (flavors.Find(run.Flavor) is not { } flavor)
        {
            return new()
            {
                Outcome = GroupCreationOutcome.Ended,
                Ending = RunEnding.Failed(RunCauses.PlatformError, $"There is no flavor '{run.Flavor}' any more."),
            };
        }

        var attempt = new RunAttempt(new RunReference(run.Workspace, run.Id.Value), run.Attempt);
        var name = RunContainerGroup.Name(attempt);
        try
        {
            // A PUT on an existing group would start its containers again.
            var existing = await groups.GetIfExistsAsync(name, cancellationToken);
            if (!existing.HasValue)
            {
                var data = RunContainerGroup.Build(run, flavor, arm.Value, agent.Value, keys.Derive(attempt));
                await groups.CreateOrUpdateAsync(WaitUntil.Started, name, data, cancellationToken);
            }

            return new() { Outcome = GroupCreationOutcome.Created };
        }
        catch (RequestFailedException failure) when (GroupRefusals.Read(failure) is { } refusal)
        {
            return refusal;
        }
    }

    public async Task<RunGroup?> FindAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        var answer = await groups.GetIfExistsAsync(RunContainerGroup.Name(attempt), cancellationToken);
        return answer.HasValue ? RunGroupReader.Read(answer.Value!.Data) : null;
    }

    public async Task<bool> StopAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        var group = await groups.GetIfExistsAsync(RunContainerGroup.Name(attempt), cancellationToken);
        if (!group.HasValue)
        {
            return false;
        }

        try
        {
            await group.Value!.StopAsync(cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 409)
        {
            return false;
        }
    }

    public async Task<bool> DeleteAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        var group = await groups.GetIfExistsAsync(RunContainerGroup.Name(attempt), cancellationToken);
        if (!group.HasValue)
        {
            return true;
        }

        var deletion = await group.Value!.DeleteAsync(WaitUntil.Started, cancellationToken);
        return deletion.HasCompleted;
    }

    public async IAsyncEnumerable<RunAttempt> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var group in groups.GetAllAsync(cancellationToken))
        {
            if (RunGroupTags.Read(group.Data.Tags, arm.Value.Deployment) is { } attempt)
            {
                yield return attempt;
            }
        }
    }
}
