using Azure.Storage.Sas;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Agents;

internal sealed class AgentBlobs(IBlobSas sas, IOptions<AgentOptions> options, TimeProvider time) : IAgentBlobs
{
    private const BlobSasPermissions Write =
        BlobSasPermissions.Read | BlobSasPermissions.Create | BlobSasPermissions.Write;

    public async Task<AgentBlobLinks> SignAsync(
        RunAttempt attempt, IReadOnlyDictionary<string, BlobAccess> blobs, CancellationToken cancellationToken)
    {
        var container = RunBlobs.Container(attempt.Run.Workspace);
        var expiresOn = time.GetUtcNow().AddMinutes(options.Value.SasMinutes);
        Dictionary<string, Uri> links = [];
        foreach (var (name, access) in blobs)
        {
            var path = RunBlobs.Path(attempt.Run.Id, attempt.Attempt, name);
            links[name] = await sas.IssueAsync(container, path, Permissions(access), expiresOn, cancellationToken);
        }

        return new() { Blobs = links, ExpiresOn = expiresOn };
    }

    private static BlobSasPermissions Permissions(BlobAccess access) => access switch
    {
        BlobAccess.Read => BlobSasPermissions.Read,
        BlobAccess.Write => Write,
        _ => Write | BlobSasPermissions.Add,
    };
}
