using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.TestHost;

/// <summary>Notes each attempt at a blob that begins, and each that ends, as blobs beside it.</summary>
public sealed class Uploads(TimeProvider time)
{
    public const string Begun = "begun";
    public const string Done = "done";

    [Function(nameof(Upload))]
    public async Task Upload(
        [BlobTrigger("%UPLOADS%/in/{name}")] BlobClient blob, string name, CancellationToken cancellationToken)
    {
        var container = blob.GetParentBlobContainerClient();
        var attempt = Guid.NewGuid();
        await container.UploadBlobAsync($"{Begun}/{name}/{attempt}", BinaryData.Empty, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        await container.UploadBlobAsync($"{Done}/{name}/{attempt}", BinaryData.Empty, cancellationToken);
    }
}
