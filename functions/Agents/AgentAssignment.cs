using System.Text.Json.Nodes;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Agents;

/// <summary>The answer to <c>start</c>: all that an agent needs for its attempt.</summary>
public sealed record AgentAssignment
{
    public required string Workspace { get; init; }
    public required string RunId { get; init; }
    public required int Attempt { get; init; }

    /// <summary>File name, without folders.</summary>
    public required string NotebookName { get; init; }

    /// <summary>Where the notebook is in home, to be copied from there to the blob of the input; null for one in that blob.</summary>
    public string? HomePath { get; init; }

    /// <summary>As <see cref="RunRequest.HomeFolder"/>.</summary>
    public string? HomeFolder { get; init; }

    /// <summary>Where in git the notebook is, to be fetched from there; null for one that is elsewhere.</summary>
    public AgentGit? Git { get; init; }

    /// <summary>The largest notebook that may be copied from home or fetched from git.</summary>
    public required int MaxNotebookBytes { get; init; }

    public required JsonObject Parameters { get; init; }

    /// <summary>As <see cref="RunRequest.ParametersYaml"/>.</summary>
    public string? ParametersYaml { get; init; }

    /// <summary>As <see cref="RunRequest.Strict"/>.</summary>
    public bool Strict { get; init; }

    /// <summary>Null for the notebook's own.</summary>
    public string? Kernel { get; init; }

    /// <summary>Whole run, from the claim.</summary>
    public required int RunTimeoutSeconds { get; init; }

    /// <summary>One cell; null for no limit.</summary>
    public int? CellTimeoutSeconds { get; init; }

    /// <summary>Start of the kernel.</summary>
    public required int StartTimeoutSeconds { get; init; }

    /// <summary>The environment as <c>name:version</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Its image by digest.</summary>
    public required string Image { get; init; }

    /// <summary>Of the workspace; access to their containers is among the addresses.</summary>
    public required IReadOnlyList<AgentMount> Mounts { get; init; }

    public required IReadOnlyDictionary<string, Uri> Blobs { get; init; }

    /// <summary>Of the addresses: the agent asks for new ones before.</summary>
    public required DateTimeOffset ExpiresOn { get; init; }
}
