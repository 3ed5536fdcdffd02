namespace CloudWorkspaces.Sessions;

/// <summary>What the agent says in <c>status.json</c> about packages that users install with pip.</summary>
public sealed record SessionPackages
{
    public IReadOnlyList<RestoredPackage> Restored { get; init; } = [];

    /// <summary>What could not be restored or kept, and why. The newest twenty.</summary>
    public IReadOnlyList<string>? Problems { get; init; }
}
