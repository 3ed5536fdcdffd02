using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Mounts;

namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>What the endpoint answers to a start: the run of this attempt.</summary>
internal sealed record RunJob
{
    public required string Workspace { get; init; }

    public required string RunId { get; init; }

    public required int Attempt { get; init; }

    /// <summary>A file name without a folder.</summary>
    public required string NotebookName { get; init; }

    /// <summary>Where the notebook is in home, to be copied from there; null when it is in the blob of the input.</summary>
    public string? HomePath { get; init; }

    /// <summary>The folder in home to run in; null for that of the notebook, or for one on local disk.</summary>
    public string? HomeFolder { get; init; }

    /// <summary>The repository that the notebook is in; null for one that is elsewhere.</summary>
    public GitJob? Git { get; init; }

    /// <summary>The largest notebook that is copied from home or a repository.</summary>
    public int MaxNotebookBytes { get; init; } = 20_000_000;

    /// <summary>Values in JSON's own types; null and empty inject nothing.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>More of them as YAML; the same name among <see cref="Parameters"/> counts.</summary>
    public string? ParametersYaml { get; init; }

    /// <summary>Whether parameters must fit what the notebook says of them.</summary>
    public bool Strict { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasParameters => Parameters is { Count: > 0 } || !string.IsNullOrEmpty(ParametersYaml);

    /// <summary>Name of the kernel; null for the one the notebook names.</summary>
    public string? Kernel { get; init; }

    public required int RunTimeoutSeconds { get; init; }

    /// <summary>Longest time of one cell; null without limit.</summary>
    public int? CellTimeoutSeconds { get; init; }

    /// <summary>Longest time until the kernel answers.</summary>
    public int StartTimeoutSeconds { get; init; } = 60;

    /// <summary>The environment as <c>name:version</c>; null from an app that does not tell it.</summary>
    public string? Environment { get; init; }

    /// <summary>Its image by digest.</summary>
    public string? Image { get; init; }

    public IReadOnlyList<MountJob>? Mounts { get; init; }

    /// <summary>Signed addresses by blob name, valid until <see cref="ExpiresOn"/>.</summary>
    public required IReadOnlyDictionary<string, Uri> Blobs { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }
}
