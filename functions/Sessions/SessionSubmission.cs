namespace CloudWorkspaces.Sessions;

/// <summary>What a caller asked for at a start or restart; null for what is not said.</summary>
internal sealed record SessionSubmission
{
    public string? Name { get; init; }
    public string? Environment { get; init; }
    public string? Flavor { get; init; }
    public double? IdleMinutes { get; init; }
    public double? MaxAgeHours { get; init; }
}
