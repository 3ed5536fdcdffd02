using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>The locations in which there are container groups.</summary>
internal sealed class Locations(IOptions<ArmOptions> options)
{
    private const string Usual = "westeurope";

    private static readonly string[] OfTheService =
    [
        "Australia East", "Australia Southeast", "Brazil South", "Canada Central", "Canada East",
        "Central India", "Central US", "East Asia", "East US", "East US 2", "France Central",
        "Germany West Central", "Israel Central", "Italy North", "Japan East", "Japan West", "Korea Central",
        "Mexico Central", "North Central US", "North Europe", "Norway East", "Poland Central", "Qatar Central",
        "South Africa North", "South Central US", "Southeast Asia", "South India", "Spain Central",
        "Sweden Central", "Switzerland North", "UAE North", "UK South", "UK West", "West Central US",
        "West Europe", "West US", "West US 2", "West US 3",
    ];

    /// <summary>As they are written for people, or as the settings give them.</summary>
    public IReadOnlyList<string> All => options.Value.Locations is { Count: > 0 } given ? given : OfTheService;

    /// <summary>Where things are that have no other place.</summary>
    public string First => All.Any(location => Same(location, Usual)) ? Usual : Normalize(All[0]);

    /// <summary>"West Europe" and "westeurope" are the same place.</summary>
    public static string Normalize(string location) => location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    public static bool Same(string one, string other) => Normalize(one) == Normalize(other);

    /// <summary>Gives the normalized name. Throws ArmException 400.</summary>
    public string Require(string location) =>
        All.Any(candidate => Same(candidate, location))
            ? Normalize(location)
            : throw ArmException.BadRequest(
                "LocationNotAvailableForResourceType",
                $"The provided location '{location}' is not available for resource type " +
                "'Microsoft.ContainerInstance/containerGroups'. List of available regions for the resource type is " +
                $"'{string.Join(',', All.Select(Normalize))}'.");
}
