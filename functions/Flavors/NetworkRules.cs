using Azure.Core;

namespace CloudWorkspaces.Flavors;

/// <summary>What networks the settings may have. Pure.</summary>
internal static class NetworkRules
{
    private const string Subnets = "Microsoft.Network/virtualNetworks/subnets";

    public static IEnumerable<string> Failures(IReadOnlyDictionary<string, NetworkOptions> networks)
    {
        foreach (var (name, network) in networks)
        {
            if (name == NetworkOptions.Public)
            {
                yield return $"Networks:{name}: '{NetworkOptions.Public}' is no subnet's name.";
            }

            if (!IsSubnet(network.SubnetId))
            {
                yield return $"Networks:{name}:SubnetId must be the resource id of a subnet, not '{network.SubnetId}'.";
            }
        }
    }

    private static bool IsSubnet(string id) =>
        ResourceIdentifier.TryParse(id, out var parsed) &&
        string.Equals(parsed!.ResourceType.ToString(), Subnets, StringComparison.OrdinalIgnoreCase);
}
