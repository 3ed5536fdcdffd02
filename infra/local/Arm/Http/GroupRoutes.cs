using CloudWorkspaces.Local.Arm.Groups;

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
        routes.MapPut(One, PutAsync);
        routes.MapDelete(One, DeleteAsync);
        routes.MapPost(One + "/stop", StopAsync);
        routes.MapPost(One + "/start", StartAsync);
        routes.MapPost(One + "/restart", RestartAsync);
        routes.MapGet(One + "/containers/{container}/logs", LogRoutes.GetAsync);
    }

    private static IResult List(HttpRequest request, GroupService groups)
    {
        var scope = Scope.Of(request);
        var found = groups.List(scope.SubscriptionId, scope.ResourceGroup);
        return ArmJson.Result(new { value = found.Select(group => GroupView.Of(group, withInstances: false)) });
    }

    private static IResult Get(HttpRequest request, GroupService groups) =>
        ArmJson.Result(GroupView.Of(groups.Get(Scope.Of(request).Group), withInstances: true));

    private static async Task<IResult> PutAsync(HttpRequest request, GroupService groups, TimeProvider time)
    {
        var id = Scope.Of(request).Group;
        if (!SpecReader.NamePattern().IsMatch(id.Name))
        {
            throw ArmException.BadRequest(
                "InvalidContainerGroupName",
                $"The container group name '{id.Name}' must be 1 to 63 lower-case letters, digits and hyphens.",
                "name");
        }

        var body = await ArmJson.ReadObjectAsync(request);
        var (group, created) = await groups.PutAsync(id, body, time.GetUtcNow(), request.HttpContext.RequestAborted);
        Operations.Announce(request, group, Operations.Put);
        return ArmJson.Result(
            GroupView.Of(group, withInstances: true), created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
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
