namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>Names a container group in the ledger.</summary>
/// <param name="Workspace">Who pays.</param>
/// <param name="Kind">What the group is for.</param>
/// <param name="Id">Of the run or the session.</param>
/// <param name="Attempt">From 1; each attempt, or start of a session, has a group of its own.</param>
public sealed record MeterKey(string Workspace, CostKind Kind, string Id, int Attempt)
{
    /// <summary>Unique within the workspace.</summary>
    internal string Row => FormattableString.Invariant($"{Kind.ToString().ToLowerInvariant()}:{Id}:{Attempt}");
}
