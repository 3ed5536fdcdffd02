namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>What Resource Manager says of paths that name nothing.</summary>
internal static class UnknownRoutes
{
    private static readonly string[] Providers = ["Microsoft.ContainerInstance", "Microsoft.Storage", "Microsoft.ContainerRegistry"];
    private static readonly string[] Types = ["containerGroups", "containerGroupProfiles", "storageAccounts", "registries"];

    public static IResult Answer(HttpRequest request)
    {
        var segments = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = ApiVersions.ProviderAt(segments);
        if (at < 0 || at + 1 == segments.Length)
        {
            throw ArmException.NotFound("ResourceNotFound", $"'{request.Path}' names no resource.");
        }

        var version = ApiVersions.Require(request);
        var given = segments[at + 1];
        if (at + 2 < segments.Length && Types.Contains(segments[at + 2], StringComparer.OrdinalIgnoreCase))
        {
            throw new ArmException(
                StatusCodes.Status405MethodNotAllowed,
                new ArmError("MethodNotAllowed", $"The emulator has no {request.Method} at '{request.Path}'."));
        }

        throw Providers.FirstOrDefault(known => known.Equals(given, StringComparison.OrdinalIgnoreCase)) is { } provider
            ? ArmException.NotFound(
                "InvalidResourceType",
                $"The resource type could not be found in the namespace '{provider}' for api version '{version}'.")
            : ArmException.NotFound("InvalidResourceNamespace", $"The resource namespace '{given}' is invalid.");
    }
}
