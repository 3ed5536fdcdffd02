using System.Globalization;
using System.Xml.Linq;
using CloudWorkspaces.Local.Arm.Shares;
using Share = CloudWorkspaces.Local.Arm.Shares.Share;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Shares, over the Files endpoint.</summary>
internal sealed class ShareOperations(ShareStore store, ShareFolders folders)
{
    private const string QuotaHeader = "x-ms-share-quota";

    public async Task ListAsync(FileRequest request)
    {
        var page = Paging.Read(request);
        var shares = store.List(request.Account)
            .Where(item => page.Includes(item.Id.Name))
            .Take(page.Size + 1)
            .ToList();
        var withMetadata = request.Query("include").Contains("metadata", StringComparison.OrdinalIgnoreCase);
        await Xml.WriteAsync(request, new XElement(
            "EnumerationResults",
            new XAttribute("ServiceEndpoint", $"https://{request.Http.Host}/{request.Account}/"),
            page.Elements(),
            new XElement("Shares", shares.Take(page.Size).Select(item => View(item.Id, item.Share, withMetadata))),
            new XElement("NextMarker", shares.Count > page.Size ? Paging.MarkerAfter(shares[page.Size - 1].Id.Name) : "")));
    }

    public Task Create(FileRequest request)
    {
        var quota = request.Header(QuotaHeader) is null ? Share.DefaultQuota : Quota(request);
        var metadata = FileExtras.ReadMetadata(request);
        var share = store.Create(request.Id, fresh => fresh with { Quota = quota, Metadata = metadata })
            ?? throw new FileException(409, "ShareAlreadyExists", "The specified share already exists.");
        return Done(request, share, 201);
    }

    public Task Get(FileRequest request)
    {
        var share = store.Find(request.Id) ?? throw FileException.ShareNotFound();
        var headers = request.Context.Response.Headers;
        headers[QuotaHeader] = $"{share.Quota}";
        headers["x-ms-access-tier"] = share.AccessTier;
        headers["x-ms-access-tier-change-time"] = share.AccessTierChanged.ToString("R", CultureInfo.InvariantCulture);
        headers["x-ms-lease-status"] = "unlocked";
        headers["x-ms-lease-state"] = "available";
        headers["x-ms-enabled-protocols"] = "SMB";
        FileExtras.Tell(request.Context.Response, share.Metadata);
        return Done(request, share, 200);
    }

    public Task Delete(FileRequest request)
    {
        request.Context.Response.StatusCode = 202;
        return store.Delete(request.Id) ? Task.CompletedTask : throw FileException.ShareNotFound();
    }

    public Task SetMetadata(FileRequest request)
    {
        var metadata = FileExtras.ReadMetadata(request);
        return Done(request, store.Change(request.Id, share => share with { Metadata = metadata }), 200);
    }

    public Task SetProperties(FileRequest request)
    {
        var quota = request.Header(QuotaHeader) is null ? (int?)null : Quota(request);
        return Done(request, store.Change(request.Id, share => share with { Quota = quota ?? share.Quota }), 200);
    }

    public Task GetStatisticsAsync(FileRequest request)
    {
        var share = store.Find(request.Id) ?? throw FileException.ShareNotFound();
        Done(request, share, 200);
        return Xml.WriteAsync(
            request, new XElement("ShareStats", new XElement("ShareUsageBytes", ShareUsage.Of(folders.Content(request.Id)))));
    }

    private static int Quota(FileRequest request) => request.Number(QuotaHeader) is var quota and >= 1 and <= Share.LargestQuota
        ? (int)quota
        : throw FileException.Header(QuotaHeader, request.Header(QuotaHeader));

    private static Task Done(FileRequest request, Share? share, int status)
    {
        var response = request.Context.Response;
        response.Headers.ETag = (share ?? throw FileException.ShareNotFound()).ETag;
        response.Headers.LastModified = share.LastModified.ToString("R", CultureInfo.InvariantCulture);
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static XElement View(ShareId id, Share share, bool withMetadata) => new(
        "Share",
        new XElement("Name", id.Name),
        new XElement(
            "Properties",
            new XElement("Last-Modified", share.LastModified.ToString("R", CultureInfo.InvariantCulture)),
            new XElement("Etag", share.ETag),
            new XElement("Quota", share.Quota),
            new XElement("AccessTier", share.AccessTier),
            new XElement("LeaseStatus", "unlocked"),
            new XElement("LeaseState", "available"),
            new XElement("EnabledProtocols", "SMB")),
        withMetadata ? new XElement("Metadata", share.Metadata.Select(item => new XElement(item.Key, item.Value))) : null);
}
