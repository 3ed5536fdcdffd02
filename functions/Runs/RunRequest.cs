using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CloudWorkspaces.Processes.Execution;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs;

/// <summary>The immutable part of a run, kept as a blob beside its notebook.</summary>
public sealed record RunRequest
{
    /// <summary>Parameters by name, any JSON value; injected as papermill does.</summary>
    public required JsonObject Parameters { get; init; }

    /// <summary>File name of the notebook, without folders.</summary>
    public required string NotebookName { get; init; }

    /// <summary>The notebook's path in home; null for one that was copied when the run was accepted.</summary>
    public string? HomePath { get; init; }

    /// <summary>The repository that the notebook is in; null for one that is elsewhere.</summary>
    public GitSource? Git { get; init; }

    /// <summary>Whether the notebook is not here when the run is accepted.</summary>
    [JsonIgnore]
    public bool AgentFetches => HomePath is not null || Git is not null;

    /// <summary>The folder in home that a copied notebook runs in; null for one of the container's own.</summary>
    public string? HomeFolder { get; init; }

    /// <summary>As <see cref="HomeFolder"/>, also of a notebook that is in home itself.</summary>
    [JsonIgnore]
    public string? Folder => HomePath is { } path
        ? path.LastIndexOf('/') is var end && end < 0 ? "" : path[..end]
        : HomeFolder;

    /// <summary>Kernel to use instead of the notebook's own.</summary>
    public string? Kernel { get; init; }

    /// <summary>Whole run, in seconds, from the agent's claim.</summary>
    public required int RunTimeoutSeconds { get; init; }

    /// <summary>One cell, in seconds; null for no limit.</summary>
    public int? CellTimeoutSeconds { get; init; }

    /// <summary>Start of the kernel, in seconds.</summary>
    public int StartTimeoutSeconds { get; init; } = 60;

    /// <summary>What whoever executed a process wants of its outputs; null for a run that is no execution.</summary>
    public ProcessExecution? Execution { get; init; }

    public RunPriority Priority { get; init; } = RunPriority.Normal;

    /// <summary>Null for one attempt alone.</summary>
    public RunRetry? Retry { get; init; }
}
