namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>The list of what the provider can do.</summary>
internal static class ProviderRoutes
{
    private static readonly (string Name, string Resource, string Operation)[] Operations =
    [
        ("containerGroups/read", "Container Groups", "Get Container Groups"),
        ("containerGroups/write", "Container Groups", "Create or Update Container Group"),
        ("containerGroups/delete", "Container Groups", "Delete Container Group"),
        ("containerGroups/start/action", "Container Groups", "Start Container Group"),
        ("containerGroups/stop/action", "Container Groups", "Stop Container Group"),
        ("containerGroups/restart/action", "Container Groups", "Restart Container Group"),
        ("containerGroups/outboundNetworkDependenciesEndpoints/read", "Container Groups", "Get Outbound Network Dependencies"),
        ("containerGroups/containers/exec/action", "Containers", "Exec into a Container"),
        ("containerGroups/containers/attach/action", "Containers", "Attach to a Container"),
        ("containerGroups/containers/logs/read", "Container Logs", "Get Container Logs"),
        ("containerGroupProfiles/read", "Container Group Profiles", "Get Container Group Profiles"),
        ("containerGroupProfiles/write", "Container Group Profiles", "Create or Update Container Group Profile"),
        ("containerGroupProfiles/delete", "Container Group Profiles", "Delete Container Group Profile"),
        ("containerGroupProfiles/revisions/read", "Container Group Profile Revisions", "Get Revisions"),
        ("locations/usages/read", "Usages", "Get Usages"),
        ("locations/capabilities/read", "Capabilities", "Get Capabilities"),
        ("locations/cachedImages/read", "Cached Images", "Get Cached Images"),
        ("locations/operations/read", "Operations", "Get Operation Status"),
        ("operations/read", "Operations", "List Operations"),
    ];

    public static void MapProvider(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/providers/Microsoft.ContainerInstance/operations", (HttpRequest request) =>
        {
            ApiVersions.Require(request);
            return ArmJson.Result(new
            {
                value = Operations.Select(item => new
                {
                    name = $"Microsoft.ContainerInstance/{item.Name}",
                    display = new
                    {
                        provider = "Microsoft Container Instance",
                        item.Resource,
                        item.Operation,
                        description = $"{item.Operation}.",
                    },
                    origin = "user,system",
                }),
            });
        });
}
