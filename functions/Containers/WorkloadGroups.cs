using System.Runtime.CompilerServices;
using Azure;
using Azure.ResourceManager.ContainerInstance;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Containers;

/// <summary>Container groups by name, through ARM. All methods are idempotent.</summary>
internal sealed class WorkloadGroups(
    ContainerGroupCollection groups, WorkloadGroupBuilder builder, MountVolumes mounts, IDeliveredSecrets secrets)
{
    public async Task<GroupCreation> CreateAsync(Workload workload, CancellationToken cancellationToken)
    {
        try
        {
            // A PUT on an existing group would start its containers again.
            var existing = await groups.GetIfExistsAsync(workload.Name, cancellationToken);
            if (existing.HasValue)
            {
                return new() { Outcome = GroupCreationOutcome.Created };
            }
        }
        catch (RequestFailedException failure) when (GroupRefusals.Read(failure) is { } refusal)
        {
            return refusal;
        }

        try
        {
            var read = await secrets.ReadAllAsync(workload.Workspace, cancellationToken);
            return await PutAsync(workload with { Secrets = read }, cancellationToken);
        }
        catch (SecretUnreadableException unreadable)
        {
            return GroupCreation.Failed(unreadable.Message);
        }
    }

    public async Task<ContainerGroupData?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await groups.GetIfExistsAsync(name, cancellationToken);
        return answer.HasValue ? answer.Value!.Data : null;
    }

    /// <summary>Lets the containers end by SIGTERM. False when there is no group that could be stopped.</summary>
    public async Task<bool> StopAsync(string name, CancellationToken cancellationToken)
    {
        var group = await groups.GetIfExistsAsync(name, cancellationToken);
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

    /// <summary>Asks for the group's deletion; true when it is gone, false while it still goes on.</summary>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var group = await groups.GetIfExistsAsync(name, cancellationToken);
        if (!group.HasValue)
        {
            return true;
        }

        var deletion = await group.Value!.DeleteAsync(WaitUntil.Started, cancellationToken);
        return deletion.HasCompleted;
    }

    /// <summary>The tags of every group of the resource group.</summary>
    public async IAsyncEnumerable<IDictionary<string, string>> TagsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var group in groups.GetAllAsync(cancellationToken))
        {
            yield return group.Data.Tags;
        }
    }

    private async Task<GroupCreation> PutAsync(Workload workload, CancellationToken cancellationToken)
    {
        var group = builder.Build(workload);
        try
        {
            await mounts.AddToAsync(group, workload, cancellationToken);
            await groups.CreateOrUpdateAsync(WaitUntil.Started, workload.Name, group, cancellationToken);
            return new() { Outcome = GroupCreationOutcome.Created };
        }
        catch (SecretUnreadableException unreadable)
        {
            return GroupCreation.Failed(unreadable.Message, RunCauses.MountFailed);
        }
        catch (RequestFailedException answer)
        {
            var keys = group.Volumes.Select(volume => volume.AzureFile?.StorageAccountKey).Where(key => !string.IsNullOrEmpty(key));
            var failure = SecretsInAnswers.Hide(answer, [.. workload.Secrets.Select(secret => secret.Value), .. keys.OfType<string>()]);
            if (GroupRefusals.Read(failure) is { } refusal)
            {
                return refusal;
            }

            if (failure == answer)
            {
                throw;
            }

            throw failure;
        }
    }
}
