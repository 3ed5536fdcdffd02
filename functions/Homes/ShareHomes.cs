using Azure;
using Azure.Storage.Files.Shares;
using Azure.Storage.Files.Shares.Models;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Homes;

/// <summary>One share for each workspace, in the account of the settings.</summary>
internal sealed class ShareHomes(ShareServiceClient shares, IOptions<HomeOptions> options) : IHomes
{
    public async Task CreateAsync(Workspace workspace, CancellationToken cancellationToken) => await shares
        .GetShareClient(workspace.HomeShare)
        .CreateIfNotExistsAsync(new ShareCreateOptions { QuotaInGB = options.Value.QuotaGiB }, cancellationToken);

    public async Task DeleteAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            await shares.GetShareClient(workspace.HomeShare).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException underWay) when (underWay.ErrorCode == ShareErrorCode.ShareBeingDeleted)
        {
            // An earlier try was accepted.
        }
    }
}
