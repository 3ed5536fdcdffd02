using Azure.Core;
using Azure.ResourceManager.ContainerInstance.Models;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>The container groups of a resource group.</summary>
public class ContainerGroupCollection : ArmCollection
{
    private readonly ContainerGroupsRest _rest = null!;

    protected ContainerGroupCollection()
    {
    }

    internal ContainerGroupCollection(ArmClient client, ResourceIdentifier id)
        : base(client, id) => _rest = new ContainerGroupsRest(Pipeline, Endpoint);

    /// <summary>Creates a group, or updates the one of that name; an update starts its containers anew.</summary>
    public virtual async Task<ArmOperation<ContainerGroupResource>> CreateOrUpdateAsync(
        WaitUntil waitUntil,
        string containerGroupName,
        ContainerGroupData data,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(containerGroupName);
        ArgumentNullException.ThrowIfNull(data);
        var id = IdOf(containerGroupName);
        var answer = await _rest.PutAsync(id, ContainerGroupWriter.Write(data), cancellationToken).ConfigureAwait(false);
        var operation = ContainerGroupOperation.OfPut(Client, _rest, id, answer);
        if (waitUntil == WaitUntil.Completed)
        {
            await operation.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        }

        return operation;
    }

    public virtual async Task<Response<ContainerGroupResource>> GetAsync(
        string containerGroupName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(containerGroupName);
        var answer = await _rest.GetAsync(IdOf(containerGroupName), cancellationToken).ConfigureAwait(false);
        return Response.FromValue(ResourceOf(answer), answer);
    }

    public virtual async Task<NullableResponse<ContainerGroupResource>> GetIfExistsAsync(
        string containerGroupName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(containerGroupName);
        var answer = await _rest.GetIfExistsAsync(IdOf(containerGroupName), cancellationToken).ConfigureAwait(false);
        return answer.Status == 404
            ? new NoContainerGroup(answer)
            : Response.FromValue(ResourceOf(answer), answer);
    }

    /// <summary>All groups of the resource group. Their instance views are not part of a list.</summary>
    public virtual AsyncPageable<ContainerGroupResource> GetAllAsync(CancellationToken cancellationToken = default) =>
        new ArmPages<ContainerGroupResource>(
            _rest,
            new Uri(Endpoint, $"{Id}/providers/{ContainerGroupResource.ResourceType}"),
            group => new ContainerGroupResource(Client, ContainerGroupReader.Read(group)),
            cancellationToken);

    private ResourceIdentifier IdOf(string name) => ContainerGroupResource.CreateResourceIdentifier(
        Id.SubscriptionId!, Id.ResourceGroupName!, name);

    private ContainerGroupResource ResourceOf(Response answer) =>
        new(Client, ContainerGroupReader.Read(answer.Content));
}
