using CloudWorkspaces.Local.Functions.Blobs;
using CloudWorkspaces.Local.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Admin;

/// <summary>Runs a blob function for the blob that the input names, as <c>container/blob</c>.</summary>
internal sealed class ManualBlob(BlobFunctions blobs) : IManualTrigger
{
    public bool Handles(FunctionDescriptor function) => function.Trigger is BlobTriggerAttribute;

    public Task RunAsync(FunctionDescriptor function, string? input, CancellationToken cancellationToken) =>
        blobs.RunAsync(function.Name, input ?? "", cancellationToken);
}
