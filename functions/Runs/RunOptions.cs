using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Runs;

/// <summary>The section <c>Runs</c>.</summary>
public sealed record RunOptions
{
    public const string Section = "Runs";

    /// <summary>Runs of one workspace that have a container group at the same time; the others wait.</summary>
    [Range(1, 1_000)]
    public int MaxConcurrentPerWorkspace { get; init; } = 20;

    /// <summary>Container groups of this app in one placement at the same time. Azure allows 100 a region.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentPerPlacement { get; init; } = 80;

    /// <summary>Whole run in seconds, from the agent's claim, when the request does not say.</summary>
    [Range(1, 7 * 86_400)]
    public int DefaultTimeoutSeconds { get; init; } = 3_600;

    /// <summary>The longest run timeout that a request may ask for, in seconds.</summary>
    [Range(1, 7 * 86_400)]
    public int MaxTimeoutSeconds { get; init; } = 86_400;

    /// <summary>Start of the kernel in seconds, when the request does not say.</summary>
    [Range(1, 3_600)]
    public int DefaultStartTimeoutSeconds { get; init; } = 60;

    /// <summary>Largest notebook that is accepted, in bytes.</summary>
    [Range(1_024, 100_000_000)]
    public int MaxNotebookBytes { get; init; } = 20_000_000;

    /// <summary>Largest parameters object that is accepted, in bytes of JSON as UTF-8.</summary>
    [Range(2, 1_000_000)]
    public int MaxParametersBytes { get; init; } = 256_000;
}
