using CloudWorkspaces.Local.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>A blob-triggered function with its settings read.</summary>
/// <param name="Connection">The connection string of the blobs.</param>
internal sealed record BlobFunction(FunctionDescriptor Function, BlobPattern Pattern, string Connection)
{
    /// <summary>As the official host calls it in receipts and poison messages.</summary>
    public string Id => $"Host.Functions.{Function.Name}";

    public bool IsScanned => ((BlobTriggerAttribute)Function.Trigger).Source == BlobTriggerSource.LogsAndContainerScan;

    /// <exception cref="FormatException">See <see cref="BlobBindings"/>, which tells so before.</exception>
    public static BlobFunction From(FunctionDescriptor function, BlobSettings settings)
    {
        var trigger = (BlobTriggerAttribute)function.Trigger;
        return new BlobFunction(
            function, BlobPattern.Parse(settings.Resolve(trigger.BlobPath)), settings.Connection(trigger.Connection));
    }
}
