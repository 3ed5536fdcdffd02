using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Local.Functions.Invocation;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>Runs a function once for a blob.</summary>
/// <param name="container">The function's own client of the blobs, which repeats by itself what fails.</param>
/// <param name="invoke">Runs the function; throws what it throws.</param>
internal sealed class BlobInvocation(
    BlobFunction function, BlobContainerClient container, Func<FunctionDescriptor, InvocationState, Task> invoke)
{
    public Task RunAsync(string name, BlobProperties properties)
    {
        var values = function.Pattern.Match(name)
            ?? throw new ArgumentException($"{function.Function.Name} is not for blob {name}: its path is {function.Pattern.Text}.");
        var blob = new BlobTriggerData(container, name);
        return invoke(
            function.Function,
            new InvocationState { Trigger = blob, BindingData = blob.ToBindingData(values, properties) });
    }

    /// <summary>By hand: the receipts play no part.</summary>
    /// <exception cref="ArgumentException">There is no such blob, or the function is not for it.</exception>
    public async Task RunAsync(string path, CancellationToken cancellationToken)
    {
        var prefix = function.Pattern.Container + "/";
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{function.Function.Name} is not for blob {path}: its path is {function.Pattern.Text}.");
        }

        var name = path[prefix.Length..];
        var properties = await FindAsync(container, name, cancellationToken)
            ?? throw new ArgumentException($"There is no blob {path}.");
        await RunAsync(name, properties);
    }

    public static async Task<BlobProperties?> FindAsync(
        BlobContainerClient container, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
