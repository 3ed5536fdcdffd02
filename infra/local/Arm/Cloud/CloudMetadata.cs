using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Cloud;

/// <summary>
/// Where the parts of this cloud are, for clients that are given the address of Resource Manager alone. Of the service's
/// endpoints only those that the emulator has are told.
/// </summary>
internal static class CloudMetadata
{
    public const string Path = "/metadata/endpoints";

    private static readonly string[] Lists = ["2019-05-01", "2020-06-01"];
    private static readonly string[] Supported = ["2015-01-01", .. Lists, "2022-09-01"];

    public static void MapCloud(this IEndpointRouteBuilder routes) => routes.MapGet(Path, (HttpRequest request) =>
    {
        var version = request.Query["api-version"].ToString();
        if (!Supported.Contains(version))
        {
            return ArmJson.Result(
                new { error = new ArmError("InvalidApiVersionParameter", $"The supported api-versions are '{string.Join(", ", Supported)}'.") },
                StatusCodes.Status400BadRequest);
        }

        var cloud = Of($"https://{request.Host}");
        return ArmJson.Result(Lists.Contains(version) ? new[] { cloud } : cloud);
    });

    private static object Of(string address) => new
    {
        name = "CloudWorkspacesLocal",
        portal = address,
        authentication = new
        {
            loginEndpoint = address + LoginRoutes.Prefix,
            audiences = new[] { address + "/" },
            tenant = LoginRoutes.Tenant,
            identityProvider = "ADFS",
        },
        resourceManager = address + "/",
        logAnalyticsResourceId = address,
        graphAudience = address + "/",
        graph = address + "/",
        // The names that api-version 2015-01-01 has for the same.
        galleryEndpoint = address + "/",
        graphEndpoint = address + "/",
        portalEndpoint = address,
        suffixes = new { storage = "localhost" },
    };
}
