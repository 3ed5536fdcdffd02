using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>What a location has, and how much of it is in use.</summary>
internal static class LocationRoutes
{
    private const string One = "/subscriptions/{subscriptionId}/providers/Microsoft.ContainerInstance/locations/{location}";

    public static void MapLocations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(One + "/usages", Usages);
        routes.MapGet(One + "/capabilities", Capabilities);
        routes.MapGet(One + "/cachedImages", CachedImagesAsync);
    }

    private static IResult Usages(HttpRequest request, Locations locations, GroupQuota quota)
    {
        var (scope, location) = Read(request, locations);
        var usages = quota.Usages(scope.SubscriptionId, location).Select(usage => new
        {
            id = $"{request.Path.Value}/{usage.Name}",
            unit = "Count",
            usage.CurrentValue,
            usage.Limit,
            name = new { value = usage.Name, usage.LocalizedValue },
        });
        return ArmJson.Result(new { value = usages });
    }

    private static IResult Capabilities(HttpRequest request, Locations locations)
    {
        var (_, location) = Read(request, locations);
        var row = new
        {
            resourceType = "containerGroups",
            osType = "Linux",
            location,
            ipAddressType = "Public",
            gpu = "None",
            capabilities = new { maxMemoryInGB = GroupLimits.MemoryGiB, maxCpu = GroupLimits.Cpu, maxGpuCount = 0 },
        };
        return ArmJson.Result(new { value = new[] { row } });
    }

    /// <summary>The images that the engine has: groups that use them start without a pull.</summary>
    private static async Task<IResult> CachedImagesAsync(HttpRequest request, Locations locations, ContainerEngine engine)
    {
        Read(request, locations);
        var images = await engine.ImagesAsync(request.HttpContext.RequestAborted);
        return ArmJson.Result(new { value = images.Select(image => new { image, osType = "Linux" }) });
    }

    private static (Scope Scope, string Location) Read(HttpRequest request, Locations locations) =>
        (Scope.Of(request), locations.Require((string)request.RouteValues["location"]!));
}
