using System.Text.Json.Nodes;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>
/// Where the state of a long-running operation is read, by the rules of Resource Manager: from Azure-AsyncOperation
/// (<c>status</c>), else from Location (202 until it is over), else from the resource's own provisioning state.
/// </summary>
/// <param name="Address">Null for the resource itself.</param>
internal sealed record OperationSource(Uri? Address, bool IsLocation)
{
    public static OperationSource Of(Response answer)
    {
        if (answer.Headers.TryGetValue("Azure-AsyncOperation", out var operation))
        {
            return new(new Uri(operation), IsLocation: false);
        }

        return answer.Headers.TryGetValue("Location", out var location)
            ? new(new Uri(location), IsLocation: true)
            : new(null, IsLocation: false);
    }

    /// <summary>Of the answer that started the operation: where there is an address to ask, it says nothing yet.</summary>
    public OperationProgress FirstProgress(Response answer) =>
        Address is null ? Progress(answer) : OperationProgress.Running;

    public OperationProgress Progress(Response answer)
    {
        if (IsLocation)
        {
            return answer.Status is 202 ? OperationProgress.Running : OperationProgress.Succeeded;
        }

        var body = answer.Content.ToMemory().IsEmpty ? null : JsonNode.Parse(answer.Content.ToMemory().Span);
        var state = Address is null ? body?["properties"]?["provisioningState"] : body?["status"];
        return state?.GetValue<string>().ToUpperInvariant() switch
        {
            "SUCCEEDED" => OperationProgress.Succeeded,
            "FAILED" or "CANCELED" or "CANCELLED" => OperationProgress.Failed,
            null when Address is null => OperationProgress.Succeeded,
            null => throw new RequestFailedException(answer),
            _ => OperationProgress.Running,
        };
    }
}
