namespace CloudWorkspaces.Environments.Builds;

/// <summary>A build as the registry tells it.</summary>
internal sealed record RegistryRun
{
    public required bool IsOver { get; init; }
    public required string Status { get; init; }

    /// <summary>By digest, of a build that succeeded.</summary>
    public string? Image { get; init; }

    public string? Error { get; init; }
}
