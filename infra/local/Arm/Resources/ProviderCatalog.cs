using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Metrics;
using CloudWorkspaces.Local.Arm.Registry;
using CloudWorkspaces.Local.Arm.Shares;
using CloudWorkspaces.Local.Arm.StandbyPools;

namespace CloudWorkspaces.Local.Arm.Resources;

/// <summary>The resource providers with their types and api-versions: all are registered, in every subscription.</summary>
internal static class ProviderCatalog
{
    private static readonly (string Namespace, (string Type, string[] Versions)[] Types)[] s_providers =
    [
        ("Microsoft.ContainerInstance",
        [
            ("containerGroups", ApiVersions.OfContainerInstance("containerGroups")),
            ("containerGroupProfiles", ApiVersions.OfContainerInstance("containerGroupProfiles")),
            ("locations", ApiVersions.OfContainerInstance("locations")),
            ("operations", ApiVersions.OfContainerInstance("operations")),
        ]),
        ("Microsoft.ContainerRegistry", [("registries", BuildRoutes.Versions)]),
        ("Microsoft.Insights", [("metrics", MetricRoutes.Versions), ("metricDefinitions", MetricRoutes.Versions)]),
        ("Microsoft.Resources", [("resourceGroups", ResourceVersions.Supported), ("subscriptions", ResourceVersions.Supported)]),
        ("Microsoft.StandbyPool", [("standbyContainerGroupPools", StandbyRoutes.Versions)]),
        ("Microsoft.Storage", [("storageAccounts", StorageVersions.Supported)]),
    ];

    public static void MapProviders(this IEndpointRouteBuilder routes)
    {
        const string All = "/subscriptions/{subscriptionId}/providers";
        routes.MapGet(All, List);
        routes.MapGet(All + "/{provider}", Get);
        routes.MapPost(All + "/{provider}/register", Get);
    }

    private static IResult List(HttpRequest request, Locations locations)
    {
        var scope = ScopeOf(request);
        return ArmJson.Result(new { value = s_providers.Select(item => View(scope, item.Namespace, item.Types, locations)) });
    }

    private static IResult Get(HttpRequest request, Locations locations)
    {
        var scope = ScopeOf(request);
        var given = (string)request.RouteValues["provider"]!;
        var (name, types) = s_providers.FirstOrDefault(item => item.Namespace.Equals(given, StringComparison.OrdinalIgnoreCase));
        return name is null
            ? throw ArmException.NotFound("InvalidResourceNamespace", $"The resource namespace '{given}' is invalid.")
            : ArmJson.Result(View(scope, name, types, locations));
    }

    private static Scope ScopeOf(HttpRequest request) =>
        Scope.OfPath(request, ApiVersions.Require(request, "providers", ResourceVersions.Supported));

    private static object View(Scope scope, string name, (string Type, string[] Versions)[] types, Locations locations) => new
    {
        id = $"/subscriptions/{scope.SubscriptionId}/providers/{name}",
        @namespace = name,
        registrationState = "Registered",
        registrationPolicy = "RegistrationRequired",
        resourceTypes = types.Select(item => new
        {
            resourceType = item.Type,
            locations = locations.All,
            apiVersions = item.Versions.OrderDescending(),
        }),
    };
}
