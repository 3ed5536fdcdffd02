namespace CloudWorkspaces.Environments.Updates;

/// <summary>The end of an update.</summary>
public sealed record EnvironmentUpdateSettlement
{
    public required EnvironmentUpdateKey Key { get; init; }
    public required EnvironmentUpdateState State { get; init; }
    public string? Reason { get; init; }
}
