namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Names a container group. Compared without case, as Resource Manager does.</summary>
internal sealed record GroupId(string SubscriptionId, string ResourceGroup, string Name)
{
    public string ResourceId =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}" +
        $"/providers/Microsoft.ContainerInstance/containerGroups/{Name}";

    public bool Equals(GroupId? other) =>
        other is not null && ResourceId.Equals(other.ResourceId, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => ResourceId.GetHashCode(StringComparison.OrdinalIgnoreCase);
}
