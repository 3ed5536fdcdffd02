namespace CloudWorkspaces.Environments.Builds;

/// <summary>Where a build or a check is.</summary>
public sealed record EnvironmentStep
{
    public bool IsDone { get; init; }

    /// <summary>Why there will be no environment; null when all is well so far.</summary>
    public string? Failure { get; init; }

    internal static EnvironmentStep GoesOn { get; } = new();

    internal static EnvironmentStep Done { get; } = new() { IsDone = true };

    internal static EnvironmentStep Failed(string failure) => new() { IsDone = true, Failure = failure };
}
