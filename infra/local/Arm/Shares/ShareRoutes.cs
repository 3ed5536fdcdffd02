using System.Globalization;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>File shares as resources.</summary>
internal static class ShareRoutes
{
    private const string Type = AccountRoutes.Type + "/fileServices/shares";
    private const string All = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/" +
        AccountRoutes.Type + "/{name}/fileServices/default/shares";
    private const string One = All + "/{share}";

    public static void MapShares(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(All, List);
        routes.MapGet(One, Get);
        routes.MapPut(One, PutAsync);
        routes.MapPatch(One, PatchAsync);
        routes.MapDelete(One, Delete);
    }

    private static IResult List(HttpRequest request, ShareStore store, IOptions<ArmOptions> options)
    {
        var account = AccountRoutes.Require(request, store);
        if (request.Query.ContainsKey("$filter"))
        {
            throw ArmException.BadRequest("NotSupportedByEmulator", "The emulator has no $filter of shares.", "$filter");
        }

        var page = ListPage.Of(request, store.List(account), item => item.Id.Name, PageSize(request, options.Value));
        return ArmJson.Result(new { value = page.Items.Select(item => View(request, item.Id, item.Share)), page.NextLink });
    }

    private static IResult Get(HttpRequest request, ShareStore store, ShareFolders folders)
    {
        var id = Id(request, store);
        var view = View(request, id, store.Find(id) ?? throw NotFound());
        if (request.Query["$expand"].ToString().Contains("stats", StringComparison.OrdinalIgnoreCase))
        {
            view["properties"]!["shareUsageBytes"] = ShareUsage.Of(folders.Content(id));
        }

        return ArmJson.Result(view);
    }

    /// <summary>Makes the share, or changes the one that there is.</summary>
    private static async Task<IResult> PutAsync(HttpRequest request, ShareStore store, TimeProvider time)
    {
        var id = Id(request, store);
        var properties = ShareBody.Read(await ArmJson.ReadObjectAsync(request), time.GetUtcNow());
        var created = store.Create(id, properties);
        return ArmJson.Result(
            View(request, id, created ?? store.Change(id, properties) ?? throw NotFound()),
            created is null ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async Task<IResult> PatchAsync(HttpRequest request, ShareStore store, TimeProvider time)
    {
        var id = Id(request, store);
        var properties = ShareBody.Read(await ArmJson.ReadObjectAsync(request), time.GetUtcNow());
        return ArmJson.Result(View(request, id, store.Change(id, properties) ?? throw NotFound()));
    }

    private static IResult Delete(HttpRequest request, ShareStore store) =>
        store.Delete(Id(request, store)) ? Results.Ok() : Results.NoContent();

    private static ShareId Id(HttpRequest request, ShareStore store)
    {
        var id = new ShareId(AccountRoutes.Require(request, store), (string)request.RouteValues["share"]!);
        return ShareId.IsName(id.Name)
            ? id
            : throw ArmException.BadRequest(
                "InvalidResourceName",
                $"'{id.Name}' is not a valid share name. Share names must be between 3 and 63 characters in length and use " +
                "numbers, lower-case letters and dash (-) only. Every dash (-) character must be immediately preceded and " +
                "followed by a letter or number.");
    }

    private static int PageSize(HttpRequest request, ArmOptions options)
    {
        var text = request.Query["$maxpagesize"].ToString();
        return text.Length == 0
            ? options.ListPageSize
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
                ? Math.Min(size, options.ListPageSize)
                : throw ArmException.BadRequest("InvalidQueryParameterValue", $"'{text}' is no page size.", "$maxpagesize");
    }

    private static ArmException NotFound() => ArmException.NotFound("ShareNotFound", "The specified share does not exist.");

    private static JsonObject View(HttpRequest request, ShareId id, Share share)
    {
        var scope = Scope.Of(request);
        return new JsonObject
        {
            ["id"] = $"/subscriptions/{scope.SubscriptionId}/resourceGroups/{scope.ResourceGroup}/providers/" +
                $"{AccountRoutes.Type}/{id.Account}/fileServices/default/shares/{id.Name}",
            ["name"] = id.Name,
            ["type"] = Type,
            ["etag"] = share.ETag,
            ["properties"] = new JsonObject
            {
                ["lastModifiedTime"] = share.LastModified.UtcDateTime,
                ["shareQuota"] = share.Quota,
                ["accessTier"] = share.AccessTier,
                ["accessTierChangeTime"] = share.AccessTierChanged.UtcDateTime,
                ["enabledProtocols"] = "SMB",
                ["leaseState"] = "available",
                ["leaseStatus"] = "unlocked",
                ["metadata"] = new JsonObject(share.Metadata.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))),
            },
        };
    }
}
