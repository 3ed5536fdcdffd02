using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Sessions;

/// <summary>Preflight: the home file system is there and takes files.</summary>
internal static class HomeCheck
{
    /// <summary>Null when all is well.</summary>
    public static Cause? Run(LocalUser user)
    {
        try
        {
            // By root: on a share everyone may write, or nobody.
            var file = Path.Combine(user.Home, $".cloud-workspaces-{Guid.NewGuid():N}");
            File.WriteAllText(file, "");
            File.Delete(file);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new() { Code = CauseCodes.MountFailed, Message = $"Home cannot be written to: {exception.Message}" };
        }
    }
}
