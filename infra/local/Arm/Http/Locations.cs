using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>The locations in which there are container groups.</summary>
internal sealed class Locations(IOptions<ArmOptions> options)
{
    private static readonly string[] OfTheService =
    [
        "australiaeast", "australiasoutheast", "brazilsouth", "canadacentral", "canadaeast", "centralindia", "centralus",
        "eastasia", "eastus", "eastus2", "francecentral", "germanywestcentral", "israelcentral", "italynorth",
        "japaneast", "japanwest", "koreacentral", "mexicocentral", "northcentralus", "northeurope", "norwayeast",
        "polandcentral", "qatarcentral", "southafricanorth", "southcentralus", "southeastasia", "southindia",
        "spaincentral", "swedencentral", "switzerlandnorth", "uaenorth", "uksouth", "ukwest", "westcentralus",
        "westeurope", "westus", "westus2", "westus3",
    ];

    /// <summary>"West Europe" and "westeurope" are the same place.</summary>
    public static string Normalize(string location) => location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    public static bool Same(string one, string other) => Normalize(one) == Normalize(other);

    /// <summary>Gives the normalized name. Throws ArmException 400.</summary>
    public string Require(string location)
    {
        var known = options.Value.Locations is { Count: > 0 } given ? given : OfTheService;
        return known.Any(candidate => Same(candidate, location))
            ? Normalize(location)
            : throw ArmException.BadRequest(
                "LocationNotAvailableForResourceType",
                $"The provided location '{location}' is not available for resource type " +
                "'Microsoft.ContainerInstance/containerGroups'. List of available regions for the resource type is " +
                $"'{string.Join(',', known)}'.");
    }
}
