using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>Which key opens what, as on the official host. Pure.</summary>
internal static class KeyRules
{
    public static bool Allows(Access access, string key, HostSecrets host, FunctionSecrets? function)
    {
        var opening = access.Level switch
        {
            AuthorizationLevel.Function => host.FunctionKeys.Concat(function?.Keys ?? []),
            AuthorizationLevel.System => host.SystemKeys.Where(system =>
                access.SystemKey is null || string.Equals(system.Name, access.SystemKey, StringComparison.OrdinalIgnoreCase)),
            _ => [],
        };
        return opening.Append(host.MasterKey).Any(candidate => candidate?.Opens(key) ?? false);
    }
}
