namespace CloudWorkspaces.Agent.Lab;

/// <summary>What the launcher is told; one line of JSON.</summary>
internal sealed record LabSettings
{
    public required string Token { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Variables of kernels and terminals that were not known when the launcher was started.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}
