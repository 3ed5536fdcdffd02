namespace CloudWorkspaces.Environments.Builds;

/// <summary>What an orchestration has to do, as of its beginning.</summary>
public sealed record EnvironmentPlan
{
    /// <summary>There is nothing to do: the version is gone, or settled.</summary>
    public bool IsClosed { get; init; }

    public bool Builds { get; init; }
    public required EnvironmentBuildOptions Options { get; init; }
}
