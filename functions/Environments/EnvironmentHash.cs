using System.Security.Cryptography;
using System.Text;
using CloudWorkspaces.Environments.Builds;

namespace CloudWorkspaces.Environments;

/// <summary>The version of a workspace's environment: twelve digits over all that it is made of.</summary>
internal static class EnvironmentHash
{
    public static string Of(EnvironmentVersion version)
    {
        IEnumerable<string> inputs = version.Recipe is { } recipe
            ? [BuildContext.Containerfile, recipe.BaseImage, .. recipe.DebianPackages, "pip", .. recipe.PipPackages]
            : [version.Image];
        return Short(string.Join('\n', inputs));
    }

    public static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
