using Azure.Core;

namespace CloudWorkspaces.Containers;

/// <summary>A standby pool that groups may be taken from, and the profile that its groups were made of.</summary>
internal sealed record StandbyPool(ResourceIdentifier Id, ResourceIdentifier Profile, int? Revision);
