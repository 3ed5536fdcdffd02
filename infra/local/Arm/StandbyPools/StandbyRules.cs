namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>What a pool lacks and what it has too much of.</summary>
internal static class StandbyRules
{
    /// <summary>How many groups of a pool are made at the same time.</summary>
    public const int AtOnce = 4;

    /// <param name="members">All groups in the pool, also those that are going.</param>
    /// <param name="replaceEnded">Whether groups that have ended or failed shall go, to be made again.</param>
    /// <returns>How many groups to make, and which to delete.</returns>
    public static (int Missing, IReadOnlyList<StandbyMember> Surplus) Plan(
        StandbyPool pool, IReadOnlyList<StandbyMember> members, bool replaceEnded)
    {
        var there = members.Where(member => member.State != "deleting").ToList();
        var outdated = there.Where(member => pool.Deleting || !member.IsOf(pool)).ToList();
        var ended = there.Except(outdated).Where(member => member.State == "ended").ToList();
        var good = there.Except(outdated).Except(ended).OrderByDescending(member => member.State == "running").ToList();
        var capacity = pool.Deleting ? 0 : pool.Capacity;
        var missing = Math.Min(capacity - good.Count - ended.Count, AtOnce - good.Count(member => member.State == "creating"));
        return (Math.Max(0, missing), [.. outdated, .. replaceEnded ? ended : [], .. good.Skip(capacity)]);
    }
}
