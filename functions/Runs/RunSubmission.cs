using System.Text.Json;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs;

/// <summary>What a caller asked for, as it was read from the request and before it is checked against what exists.</summary>
internal sealed record RunSubmission
{
    /// <summary>Path of the notebook in the workspace's files; null when the notebook came with the request.</summary>
    public string? NotebookPath { get; init; }

    /// <summary>The notebook that came with the request.</summary>
    public UploadedNotebook? Upload { get; init; }

    /// <summary>Where in git it is; not checked yet.</summary>
    public GitSource? Git { get; init; }

    /// <summary>A JSON object.</summary>
    public JsonElement? Parameters { get; init; }

    public string? Environment { get; init; }
    public string? Flavor { get; init; }
    public string? Kernel { get; init; }
    public int? RunTimeoutSeconds { get; init; }
    public int? CellTimeoutSeconds { get; init; }
    public int? StartTimeoutSeconds { get; init; }
    public RunPriority? Priority { get; init; }
    public RunRetry? Retry { get; init; }
}
