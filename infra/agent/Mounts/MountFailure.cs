using CloudWorkspaces.Agent.Causes;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>A mount cannot be had, and says which and why.</summary>
internal static class MountFailure
{
    public static RunFailedException Of(MountJob mount, string reason, Exception? inner = null) =>
        new(CauseCodes.MountFailed, $"Mount '{mount.Name}' {reason}", inner);
}
