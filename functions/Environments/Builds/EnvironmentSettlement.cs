namespace CloudWorkspaces.Environments.Builds;

/// <summary>The end of a version's making.</summary>
public sealed record EnvironmentSettlement
{
    public required EnvironmentKey Key { get; init; }

    /// <summary>Null when it is ready.</summary>
    public string? Failure { get; init; }
}
