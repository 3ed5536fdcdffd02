using Azure.Core;
using Azure.ResourceManager.ContainerInstance.Models;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>One container group, and what can be done with it.</summary>
public class ContainerGroupResource : ArmResource
{
    public static readonly ResourceType ResourceType = "Microsoft.ContainerInstance/containerGroups";

    private readonly ContainerGroupsRest _rest = null!;
    private readonly ContainerGroupData? _data;

    protected ContainerGroupResource()
    {
    }

    internal ContainerGroupResource(ArmClient client, ContainerGroupData data)
        : this(client, data.Id) => _data = data;

    internal ContainerGroupResource(ArmClient client, ResourceIdentifier id)
        : base(client, id) => _rest = new ContainerGroupsRest(Pipeline, Endpoint);

    public virtual bool HasData => _data is not null;

    /// <exception cref="InvalidOperationException">Nothing has been read yet; see <see cref="HasData"/>.</exception>
    public virtual ContainerGroupData Data => _data ?? throw new InvalidOperationException(
        "The current instance does not have data, you must call Get first.");

    public static ResourceIdentifier CreateResourceIdentifier(
        string subscriptionId, string resourceGroupName, string containerGroupName) =>
        new($"/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}" +
            $"/providers/Microsoft.ContainerInstance/containerGroups/{containerGroupName}");

    public virtual async Task<Response<ContainerGroupResource>> GetAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _rest.GetAsync(Id, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new ContainerGroupResource(Client, ContainerGroupReader.Read(answer.Content)), answer);
    }

    public virtual async Task<ArmOperation<ContainerGroupResource>> DeleteAsync(
        WaitUntil waitUntil, CancellationToken cancellationToken = default)
    {
        var answer = await _rest.DeleteAsync(Id, cancellationToken).ConfigureAwait(false);
        var operation = ContainerGroupOperation.OfDelete(Client, _rest, Id, answer);
        if (waitUntil == WaitUntil.Completed)
        {
            await operation.WaitForCompletionResponseAsync(cancellationToken).ConfigureAwait(false);
        }

        return operation;
    }

    /// <summary>Lets the containers end; the group stays and can be started again.</summary>
    public virtual Task<Response> StopAsync(CancellationToken cancellationToken = default) =>
        _rest.StopAsync(Id, cancellationToken);

    public virtual async Task<Response<ContainerLogs>> GetContainerLogsAsync(
        string containerName, int? tail = default, bool? timestamps = default, CancellationToken cancellationToken = default)
    {
        var answer = await _rest.LogsAsync(Id, containerName, tail, timestamps, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(ContainerGroupReader.ReadLogs(answer.Content), answer);
    }
}
