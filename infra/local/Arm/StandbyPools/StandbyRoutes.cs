using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Profiles;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>The operations on standby pools of container groups.</summary>
internal static class StandbyRoutes
{
    private const string InSubscription = "/subscriptions/{subscriptionId}/providers/" + StandbyPoolId.Type;
    private const string InResourceGroup =
        "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/" + StandbyPoolId.Type;
    private const string One = InResourceGroup + "/{name}";
    private const string Status =
        "/subscriptions/{subscriptionId}/providers/Microsoft.StandbyPool/locations/{location}/operationStatuses/{operation}";

    public static readonly string[] Versions = ["2024-03-01", "2025-03-01"];

    public static void MapStandbyPools(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(InSubscription, List);
        routes.MapGet(InResourceGroup, List);
        routes.MapGet(One, (HttpRequest request, StandbyPoolStore store) => ArmJson.Result(StandbyView.Of(Find(request, store))));
        routes.MapPut(One, PutAsync);
        routes.MapPatch(One, PatchAsync);
        routes.MapDelete(One, Delete);
        routes.MapGet(One + "/runtimeViews", (HttpRequest request, StandbyPoolStore store, GroupRegistry registry, StandbyKeeper keeper) =>
            ArmJson.Result(new { value = new[] { View(request, Find(request, store), registry, keeper) } }));
        routes.MapGet(One + "/runtimeViews/latest", (HttpRequest request, StandbyPoolStore store, GroupRegistry registry, StandbyKeeper keeper) =>
            ArmJson.Result(View(request, Find(request, store), registry, keeper)));
        routes.MapGet(Status, OperationStatus);
    }

    private static IResult List(HttpRequest request, StandbyPoolStore store, IOptions<ArmOptions> options)
    {
        var scope = ScopeOf(request);
        var found = store.All.Where(pool =>
            pool.Id.SubscriptionId.Equals(scope.SubscriptionId, StringComparison.OrdinalIgnoreCase) &&
            (scope.ResourceGroup?.Equals(pool.Id.ResourceGroup, StringComparison.OrdinalIgnoreCase) ?? true));
        var page = ListPage.Of(request, found, pool => pool.Id.ResourceId, options.Value.ListPageSize);
        return ArmJson.Result(new { value = page.Items.Select(StandbyView.Of), page.NextLink });
    }

    private static async Task<IResult> PutAsync(
        HttpRequest request, StandbyPoolStore store, ProfileStore profiles, Locations locations, StandbySignal signal)
    {
        var id = IdOf(request);
        var pool = StandbyPoolReader.Read(id, await ArmJson.ReadObjectAsync(request), profiles, locations);
        if (store.Find(id) is { } known)
        {
            RequireSameLocation(known, pool);
        }

        var created = store.Put(pool);
        signal.Give();
        if (created)
        {
            request.HttpContext.Response.Headers["Azure-AsyncOperation"] = OperationAddress(request, pool);
        }

        return ArmJson.Result(StandbyView.Of(pool), created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>What the body has of the tags and of each part of the properties takes the place of what was.</summary>
    private static async Task<IResult> PatchAsync(
        HttpRequest request, StandbyPoolStore store, ProfileStore profiles, Locations locations, StandbySignal signal)
    {
        var known = Find(request, store);
        var update = await ArmJson.ReadObjectAsync(request);
        var body = known.Body.DeepClone().AsObject();
        body["tags"] = update["tags"]?.DeepClone() ?? body["tags"]?.DeepClone();
        foreach (var (name, value) in update["properties"] as JsonObject ?? [])
        {
            body["properties"]![name] = value?.DeepClone();
        }

        var pool = StandbyPoolReader.Read(known.Id, body, profiles, locations);
        store.Put(pool);
        signal.Give();
        return ArmJson.Result(StandbyView.Of(pool));
    }

    private static IResult Delete(HttpRequest request, StandbyPoolStore store, StandbySignal signal)
    {
        if (store.Find(IdOf(request)) is not { } pool)
        {
            return Results.NoContent();
        }

        store.Put(pool with { Deleting = true });
        signal.Give();
        request.HttpContext.Response.Headers[HeaderNames.Location] = OperationAddress(request, pool);
        request.HttpContext.Response.Headers[HeaderNames.RetryAfter] = "1";
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>An operation is about a pool: its deletion is over when the pool is gone, and all else at once.</summary>
    private static IResult OperationStatus(HttpRequest request, StandbyPoolStore store)
    {
        var scope = ScopeOf(request);
        var name = (string)request.RouteValues["operation"]!;
        if (StandbyPoolId.Parse(Decode(name)) is not { } id || id.SubscriptionId != scope.SubscriptionId)
        {
            throw ArmException.NotFound("OperationNotFound", "The operation was not found.");
        }

        var isOver = store.Find(id) is not { Deleting: true };
        request.HttpContext.Response.Headers[HeaderNames.RetryAfter] = "1";
        return ArmJson.Result(
            new { id = request.Path.Value, name, status = isOver ? "Succeeded" : "InProgress" },
            isOver ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static JsonObject View(HttpRequest request, StandbyPool pool, GroupRegistry registry, StandbyKeeper keeper)
    {
        var members = registry.All.Select(group => new StandbyMember(group)).Where(member => member.IsIn(pool.Id));
        return StandbyView.Runtime(pool, members, keeper.TroubleOf(pool.Id), withHealth: ScopeOf(request).ApiVersion != Versions[0]);
    }

    private static void RequireSameLocation(StandbyPool known, StandbyPool wanted)
    {
        if (!Locations.Same(known.Location, wanted.Location))
        {
            throw ArmException.Conflict(
                "InvalidResourceLocation", $"The resource '{known.Id.Name}' already exists in location '{known.Location}'.");
        }
    }

    private static string OperationAddress(HttpRequest request, StandbyPool pool)
    {
        var name = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(pool.Id.ResourceId));
        return $"https://{request.Host}/subscriptions/{pool.Id.SubscriptionId}/providers/Microsoft.StandbyPool/locations/" +
            $"{Locations.Normalize(pool.Location)}/operationStatuses/{name}?api-version={request.Query["api-version"]}";
    }

    private static string Decode(string operation)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(operation));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static StandbyPool Find(HttpRequest request, StandbyPoolStore store)
    {
        var id = IdOf(request);
        return store.Find(id) ?? throw ArmException.NotFound(
            "ResourceNotFound",
            $"The Resource '{StandbyPoolId.Type}/{id.Name}' under resource group '{id.ResourceGroup}' was not found. For more " +
            "details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    private static StandbyPoolId IdOf(HttpRequest request)
    {
        var scope = ScopeOf(request);
        return new StandbyPoolId(scope.SubscriptionId, scope.ResourceGroup!, scope.Name!);
    }

    private static Scope ScopeOf(HttpRequest request) =>
        Scope.OfPath(request, ApiVersions.Require(request, "standbyContainerGroupPools", Versions));
}
