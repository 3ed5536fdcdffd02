using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Agents;

/// <summary>The body of <c>events</c>. Fields that a newer agent sends beside these are ignored.</summary>
public sealed record AgentEvent
{
    public const string Started = "started";
    public const string Settled = "settled";
    public const string Finished = "finished";

    /// <summary>One of the constants.</summary>
    public string? Type { get; init; }

    /// <summary>For settled: <c>succeeded</c>, <c>failed</c> or <c>dismissed</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>For settled.</summary>
    public RunCause? Cause { get; init; }

    /// <summary>For started: of the notebook that it runs, lower-case hexadecimal.</summary>
    public string? NotebookSha256 { get; init; }

    /// <summary>For started: of a notebook from git, lower-case hexadecimal.</summary>
    public string? Commit { get; init; }

    /// <summary>For settled: when the attempt was claimed, by the container's clock.</summary>
    public DateTimeOffset? StartedOn { get; init; }
}
