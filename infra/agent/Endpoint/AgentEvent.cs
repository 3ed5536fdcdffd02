using CloudWorkspaces.Agent.Causes;

namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>A message to the run's orchestration. Delivered at least once; the app takes the first of each type.</summary>
internal sealed record AgentEvent
{
    public const string Started = "started";

    /// <summary>Of a session: JupyterLab answers.</summary>
    public const string Ready = "ready";

    public const string Settled = "settled";
    public const string Finished = "finished";

    public required string Type { get; init; }

    /// <summary>For started: lower-case hexadecimal, of the bytes that papermill is given.</summary>
    public string? NotebookSha256 { get; init; }

    /// <summary>For started: of a notebook from git, lower-case hexadecimal.</summary>
    public string? Commit { get; init; }

    /// <summary><c>succeeded</c>, <c>failed</c> or <c>dismissed</c>.</summary>
    public string? Outcome { get; init; }

    public Cause? Cause { get; init; }

    /// <summary>Of papermill; 128 + n after signal n.</summary>
    public int? ExitCode { get; init; }

    public DateTimeOffset? StartedOn { get; init; }

    public DateTimeOffset? EndedOn { get; init; }

    public CellCount? Cells { get; init; }

    /// <summary>The cgroup's high-water mark, page cache included.</summary>
    public long? PeakMemoryBytes { get; init; }

    public RunTimings? Timings { get; init; }
}
