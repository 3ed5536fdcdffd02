using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>A group in a pool, as the pool's upkeep sees it.</summary>
internal sealed record StandbyMember(ContainerGroup Group)
{
    public bool IsIn(StandbyPoolId pool) => Same(Group.Record.Pool, pool.ResourceId);

    /// <summary>Whether it was made of what the pool names now.</summary>
    public bool IsOf(StandbyPool pool)
    {
        var profile = Group.Record.Body["properties"]!["containerGroupProfile"]!;
        return IsIn(pool.Id) && Same((string?)profile["id"], pool.ProfileId) && (int?)profile["revision"] == pool.Revision &&
            Http.Locations.Same(Group.Spec.Location, pool.Location);
    }

    /// <summary>As runtime views have it.</summary>
    public string State => Group.Record.Desired == DesiredState.Deleted ? "deleting" : Group.InstanceState switch
    {
        "Pending" => "creating",
        "Running" => "running",
        _ => "ended",
    };

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
