using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Profiles;

/// <summary>A container group profile with all its revisions, secrets included: groups are made of them.</summary>
internal sealed record Profile
{
    public required ProfileId Id { get; init; }

    /// <summary>The bodies in the order of their revisions, which count from 1.</summary>
    public required ImmutableArray<JsonObject> Revisions { get; init; }

    public int Newest => Revisions.Length;
}

/// <summary>Names a profile. Compared without case.</summary>
internal sealed record ProfileId(string SubscriptionId, string ResourceGroup, string Name)
{
    public string ResourceId =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}" +
        $"/providers/Microsoft.ContainerInstance/containerGroupProfiles/{Name}";

    public bool Equals(ProfileId? other) =>
        other is not null && ResourceId.Equals(other.ResourceId, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => ResourceId.GetHashCode(StringComparison.OrdinalIgnoreCase);
}
