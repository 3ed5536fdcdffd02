using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>The receipts of one function for one container. Each call can be repeated.</summary>
internal sealed class BlobReceipts(BlobContainerClient hosts, string hostId, string functionId, string container)
{
    private const int LongestName = 1024;

    /// <summary>False when there is a receipt already.</summary>
    public async Task<bool> TryCreateAsync(BlobVersion version, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            Metadata = BlobReceipt.First.ToMetadata(),
        };
        try
        {
            await At(version).UploadAsync(BinaryData.Empty, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (
            exception.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            await hosts.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return await TryCreateAsync(version, cancellationToken);
        }
    }

    /// <summary>Null when there is none, since somebody deleted it to have the version handled again.</summary>
    public async Task<BlobReceipt?> FindAsync(BlobVersion version, CancellationToken cancellationToken)
    {
        try
        {
            var found = await At(version).GetPropertiesAsync(cancellationToken: cancellationToken);
            return BlobReceipt.From(found.Value.Metadata);
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task SaveAsync(BlobVersion version, BlobReceipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            await At(version).SetMetadataAsync(receipt.ToMetadata(), cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == (int)HttpStatusCode.NotFound)
        {
            // Somebody deleted it.
        }
    }

    private BlobClient At(BlobVersion version)
    {
        var name = Name(version.Name);
        return hosts.GetBlobClient(
            name.Length <= LongestName
                ? name
                : Name(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version.Name)))));

        string Name(string blob) => $"blobreceipts/{hostId}/{functionId}/{version.ETag}/{container}/{blob}";
    }
}
