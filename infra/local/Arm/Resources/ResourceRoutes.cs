using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Resources;

/// <summary>Resource groups and locations of Microsoft.Resources.</summary>
internal static class ResourceRoutes
{
    private const string Subscription = "/subscriptions/{subscriptionId}";
    private const string Groups = Subscription + "/resourceGroups";
    private const string One = Groups + "/{resourceGroup}";

    public static void MapResources(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Subscription + "/locations", ListLocations);
        routes.MapGet(Groups, ListGroups);
        routes.MapGet(One, GetGroup);
        routes.MapMethods(One, [HttpMethods.Head], HasGroup);
    }

    private static IResult ListLocations(HttpRequest request, Locations locations)
    {
        var scope = Scope.Of(request);
        return ArmJson.Result(new
        {
            value = locations.All.Select(display => new
            {
                id = $"/subscriptions/{scope.SubscriptionId}/locations/{Locations.Normalize(display)}",
                name = Locations.Normalize(display),
                type = "Region",
                displayName = display,
                regionalDisplayName = display,
                metadata = new { regionType = "Physical", regionCategory = "Other" },
            }),
        });
    }

    /// <summary>Those that the settings name, and those that container groups are in.</summary>
    private static IResult ListGroups(
        HttpRequest request, GroupService groups, Locations locations, IOptions<ArmOptions> options)
    {
        var scope = Scope.Of(request);
        var names = groups.List(scope.SubscriptionId, null)
            .Select(group => group.Record.Id.ResourceGroup)
            .Concat(options.Value.ResourceGroups)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var page = ListPage.Of(request, names, name => name, options.Value.ListPageSize);
        return ArmJson.Result(new
        {
            value = page.Items.Select(name => View(scope with { ResourceGroup = name }, locations)),
            page.NextLink,
        });
    }

    /// <summary>One that the settings do not name is refused before it comes here.</summary>
    private static IResult GetGroup(HttpRequest request, Locations locations) =>
        ArmJson.Result(View(Scope.Of(request), locations));

    private static IResult HasGroup(HttpRequest request)
    {
        Scope.Of(request);
        return Results.NoContent();
    }

    private static object View(Scope scope, Locations locations) => new
    {
        id = $"/subscriptions/{scope.SubscriptionId}/resourceGroups/{scope.ResourceGroup}",
        name = scope.ResourceGroup,
        type = "Microsoft.Resources/resourceGroups",
        location = locations.First,
        properties = new { provisioningState = "Succeeded" },
    };
}
