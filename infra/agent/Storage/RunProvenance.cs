using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Packages;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>Content of provenance.json: what exactly was executed, with what.</summary>
internal sealed record RunProvenance
{
    public required string NotebookName { get; init; }

    /// <summary>Lower-case hexadecimal, of the bytes that papermill was given.</summary>
    public required string NotebookSha256 { get; init; }

    public required long NotebookBytes { get; init; }

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

    /// <summary>What was installed with pip in sessions before, and was in place for this run.</summary>
    public IReadOnlyList<RestoredPackage>? RestoredPackages { get; init; }

    public required DateTimeOffset StartedOn { get; init; }
}
