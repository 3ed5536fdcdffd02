namespace CloudWorkspaces.Agent.Packages;

/// <summary>What <c>status.json</c> says about the user's packages.</summary>
internal sealed record PackageState
{
    public IReadOnlyList<RestoredPackage> Restored { get; init; } = [];

    /// <summary>The newest, oldest first.</summary>
    public IReadOnlyList<string>? Problems { get; init; }
}
