using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Runs.Git;

/// <summary>The section <c>Git</c>: bounds of what a run fetches.</summary>
public sealed record GitOptions
{
    public const string Section = "Git";

    /// <summary>For fetching and checking out, in seconds.</summary>
    [Range(1, 3_600)]
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>Of one commit's files with what git keeps of them, in MiB.</summary>
    [Range(1, 20_000)]
    public int MaxMiB { get; init; } = 1_024;
}
