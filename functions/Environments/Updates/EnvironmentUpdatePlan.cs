using CloudWorkspaces.Environments.Builds;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>What an update goes by, as of its beginning.</summary>
public sealed record EnvironmentUpdatePlan
{
    /// <summary>There is nothing to do: the update is over.</summary>
    public bool IsClosed { get; init; }

    public int Samples { get; init; }
    public required EnvironmentBuildOptions Builds { get; init; }
    public required EnvironmentUpdateOptions Options { get; init; }
}
