namespace CloudWorkspaces.Agent.Mounts;

/// <summary>The variable that says where a mount is: of <c>my-data</c>, <c>CLOUD_WORKSPACES_MOUNT_MY_DATA</c>.</summary>
internal static class MountVariables
{
    private const string Prefix = "CLOUD_WORKSPACES_MOUNT_";

    public static Dictionary<string, string> Of(MountJob job) =>
        new() { [Prefix + job.Name.ToUpperInvariant().Replace('-', '_')] = job.Path };
}
