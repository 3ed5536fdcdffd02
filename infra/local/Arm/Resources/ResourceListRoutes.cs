using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Profiles;
using CloudWorkspaces.Local.Arm.StandbyPools;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Resources;

/// <summary>Lists of the resources of all types that somebody made: container groups, their profiles, standby pools.</summary>
internal static class ResourceListRoutes
{
    public static void MapResourceLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subscriptions/{subscriptionId}/resources", List);
        routes.MapGet("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/resources", List);
    }

    private static IResult List(
        HttpRequest request, GroupService groups, ProfileStore profiles, StandbyPoolStore pools, IOptions<ArmOptions> options)
    {
        var scope = Scope.OfPath(request, ApiVersions.Require(request, "resources", ResourceVersions.Supported));
        var filter = ResourceFilter.Read(request.Query["$filter"].ToString());
        var prefix = $"/subscriptions/{scope.SubscriptionId}/resourceGroups/" +
            (scope.ResourceGroup is null ? "" : $"{scope.ResourceGroup}/");
        var items = groups.List(scope.SubscriptionId, scope.ResourceGroup)
            .Select(group => Item(group.Record.Id.ResourceId, group.Record.Body))
            .Concat(profiles.All.Select(profile => Item(profile.Id.ResourceId, profile.Revisions[^1])))
            .Concat(pools.All.Select(pool => Item(pool.Id.ResourceId, pool.Body)))
            .Where(item => item.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && filter(item));
        var page = ListPage.Of(request, items, item => item.Id, options.Value.ListPageSize);
        return ArmJson.Result(new { value = page.Items, page.NextLink });
    }

    private static ResourceItem Item(string id, JsonObject body)
    {
        var parts = id.Split('/');
        var tags = body["tags"]?.AsObject().ToDictionary(tag => tag.Key, tag => (string?)tag.Value ?? "") ?? [];
        return new ResourceItem(id, parts[8], $"{parts[6]}/{parts[7]}", (string?)body["location"] ?? "", tags);
    }
}
