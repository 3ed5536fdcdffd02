using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>The container that a request's path names.</summary>
internal static class ContainerRoute
{
    /// <summary>Throws ArmException 404.</summary>
    public static GroupContainer Find(HttpRequest request, GroupService groups)
    {
        var group = groups.Get(Scope.Of(request).Group);
        var name = request.RouteValues["container"] as string;
        return group.All.FirstOrDefault(c => c.Spec.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw ArmException.NotFound(
                "ContainerNotFound", $"The container '{name}' is not found in container group '{group.Record.Id.Name}'.");
    }
}
