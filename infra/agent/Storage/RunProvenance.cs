using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Packages;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>Content of provenance.json: what exactly was executed, with what.</summary>
internal sealed record RunProvenance
{
    public required string NotebookName { get; init; }

    /// <summary>Lower-case hexadecimal, of the bytes that papermill was given; null when they could not be had.</summary>
    public string? NotebookSha256 { get; init; }

    public required long NotebookBytes { get; init; }

    /// <summary>Null for a notebook that is not from git.</summary>
    public NotebookOrigin? Git { get; init; }

    /// <summary>Names only; the values are in the result notebook.</summary>
    public required IReadOnlyList<string> ParameterNames { get; init; }

    public string? Kernel { get; init; }

    /// <summary><c>name:version</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>The environment's image by digest.</summary>
    public string? Image { get; init; }

    /// <summary>The image's lock: every package with its version; null for an image that carries none.</summary>
    public IReadOnlyList<string>? Packages { get; init; }

    public required string AgentVersion { get; init; }

    public string? PapermillVersion { get; init; }

    public string? PythonVersion { get; init; }

    /// <summary>As they were when the notebook began; status.json has how they ended.</summary>
    public IReadOnlyList<MountState>? Mounts { get; init; }

    /// <summary>The files of copies, with their ETags; null without copies.</summary>
    public IReadOnlyList<MountInputs>? Inputs { get; init; }

    /// <summary>What was installed with pip in sessions before, and was in place for this run.</summary>
    public IReadOnlyList<RestoredPackage>? RestoredPackages { get; init; }

    /// <summary>When the notebook began, or was given up.</summary>
    public required DateTimeOffset StartedOn { get; init; }

    /// <summary>Null while it runs, and for ever when the container was lost; so are all that follow.</summary>
    public DateTimeOffset? EndedOn { get; init; }

    /// <summary>Where the time went, up to the end of papermill.</summary>
    public RunTimings? Timings { get; init; }

    /// <summary>Of the container's cgroup.</summary>
    public long? MemoryLimitBytes { get; init; }

    public long? PeakMemoryBytes { get; init; }
}
