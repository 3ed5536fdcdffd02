using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Profiles;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>The operations on container groups.</summary>
internal static class GroupRoutes
{
    private const string Type = "/providers/Microsoft.ContainerInstance/containerGroups";
    private const string InSubscription = "/subscriptions/{subscriptionId}" + Type;
    private const string InResourceGroup = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}" + Type;
    private const string One = InResourceGroup + "/{name}";

    public static void MapGroups(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(InSubscription, List);
        routes.MapGet(InResourceGroup, List);
        routes.MapGet(One, Get);
        routes.MapMethods(One, [HttpMethods.Head], Has);
        routes.MapPut(One, PutAsync);
        routes.MapPatch(One, PatchAsync);
        routes.MapDelete(One, DeleteAsync);
        routes.MapPost(One + "/stop", StopAsync);
        routes.MapPost(One + "/start", StartAsync);
        routes.MapPost(One + "/restart", RestartAsync);
        routes.MapGet(One + "/outboundNetworkDependenciesEndpoints", OutboundEndpoints);
        routes.MapGet(One + "/containers/{container}/logs", LogRoutes.GetAsync);
    }

    private static IResult List(HttpRequest request, GroupService groups, IOptions<ArmOptions> options)
    {
        var scope = Scope.Of(request);
        var found = groups.List(scope.SubscriptionId, scope.ResourceGroup);
        var page = ListPage.Of(request, found, group => group.Record.Id.ResourceId, options.Value.ListPageSize);
        return ArmJson.Result(new
        {
            value = page.Items.Select(group => GroupView.Of(group, withInstances: false, scope.ApiVersion)),
            page.NextLink,
        });
    }

    private static IResult Get(HttpRequest request, GroupService groups)
    {
        var scope = Scope.Of(request);
        return ArmJson.Result(GroupView.Of(groups.Get(scope.Group), withInstances: true, scope.ApiVersion));
    }

    private static IResult Has(HttpRequest request, GroupRegistry registry) => Results.StatusCode(
        registry.Find(Scope.Of(request).Group) is null ? StatusCodes.Status404NotFound : StatusCodes.Status204NoContent);

    private static async Task<IResult> PutAsync(
        HttpRequest request, GroupService groups, ProfileStore profiles, TimeProvider time)
    {
        var scope = Scope.Of(request);
        var id = scope.Group;
        if (!SpecReader.NamePattern().IsMatch(id.Name))
        {
            throw ArmException.BadRequest(
                "InvalidContainerGroupName",
                $"The container group name '{id.Name}' must be 1 to 63 lower-case letters, digits and hyphens.",
                "name");
        }

        var body = await ArmJson.ReadObjectAsync(request);
        KnownProperties.Require(body, "ContainerGroup", scope.ApiVersion);
        body = ProfileMerge.Apply(body, profiles);
        var (group, created) = await groups.PutAsync(id, body, time.GetUtcNow(), request.HttpContext.RequestAborted);
        Operations.Announce(request, group, Operations.Put);
        return ArmJson.Result(
            GroupView.Of(group, withInstances: true, scope.ApiVersion),
            created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> PatchAsync(HttpRequest request, GroupService groups)
    {
        var scope = Scope.Of(request);
        var body = await ArmJson.ReadObjectAsync(request);
        KnownProperties.Require(body, "ContainerGroupUpdate", scope.ApiVersion);
        await groups.PatchAsync(scope.Group, body);
        return ArmJson.Result(GroupView.Of(groups.Get(scope.Group), withInstances: true, scope.ApiVersion));
    }

    /// <summary>Always empty for container groups, says the documentation.</summary>
    private static IResult OutboundEndpoints(HttpRequest request, GroupService groups)
    {
        groups.Get(Scope.Of(request).Group);
        return ArmJson.Result(Array.Empty<string>());
    }

    private static async Task<IResult> DeleteAsync(HttpRequest request, GroupService groups)
    {
        if (await groups.DeleteAsync(Scope.Of(request).Group) is not { } group)
        {
            return Results.NoContent();
        }

        Operations.Announce(request, group, Operations.Delete);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> StopAsync(HttpRequest request, GroupService groups)
    {
        await groups.StopAsync(Scope.Of(request).Group);
        return Results.NoContent();
    }

    private static async Task<IResult> StartAsync(HttpRequest request, GroupService groups)
    {
        var id = Scope.Of(request).Group;
        await groups.StartAsync(id);
        Operations.Announce(request, groups.Get(id), Operations.Put);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> RestartAsync(HttpRequest request, GroupService groups)
    {
        await groups.RestartAsync(Scope.Of(request).Group);
        return Results.NoContent();
    }
}
