using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>How the execution ended, before anything of it is stored.</summary>
internal sealed record RunEnding
{
    public required Cause Cause { get; init; }

    public int? ExitCode { get; init; }

    public required CellCount Cells { get; init; }

    /// <summary>The result notebook, as papermill saved it and then repaired; null when there is none.</summary>
    public byte[]? Notebook { get; init; }

    public DateTimeOffset? StartedOn { get; init; }

    public required DateTimeOffset EndedOn { get; init; }

    public RunTimings Timings { get; init; } = new();
}
