namespace CloudWorkspaces.Flavors;

/// <summary>One subnet that flavors may name: <c>Networks:{name}</c>.</summary>
public sealed record NetworkOptions
{
    /// <summary>The network that needs no settings and that no subnet may be named.</summary>
    public const string Public = "public";

    /// <summary>
    /// Resource id of a subnet in the deployment's region that is delegated to Microsoft.ContainerInstance/containerGroups.
    /// From it the blob endpoint, the agent endpoint and the registry must be reachable.
    /// </summary>
    public string SubnetId { get; init; } = "";
}
