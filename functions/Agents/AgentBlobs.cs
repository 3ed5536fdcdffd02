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

    public Task<AgentBlobLinks> SignAsync(
        RunAttempt attempt, IReadOnlyDictionary<string, BlobAccess> blobs, CancellationToken cancellationToken) =>
        SignAsync(attempt.Run.Workspace, $"{attempt.Run.RunId}/{attempt.Attempt}", blobs, cancellationToken);

    public async Task<AgentBlobLinks> SignAsync(
        string workspace,
        string folder,
        IReadOnlyDictionary<string, BlobAccess> blobs,
        CancellationToken cancellationToken)
    {
        var container = RunBlobs.Container(workspace);
        var expiresOn = time.GetUtcNow().AddMinutes(options.Value.SasMinutes);
        Dictionary<string, Uri> links = [];
        foreach (var (name, access) in blobs)
        {
            links[name] = await sas.IssueAsync(
                container, $"{folder}/{name}", Permissions(access), expiresOn, cancellationToken);
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
