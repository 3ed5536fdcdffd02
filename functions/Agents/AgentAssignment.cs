using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agents;

/// <summary>The answer to <c>start</c>: all that an agent needs for its attempt.</summary>
public sealed record AgentAssignment
{
    public required string Workspace { get; init; }
    public required string RunId { get; init; }
    public required int Attempt { get; init; }

    /// <summary>File name, without folders.</summary>
    public required string NotebookName { get; init; }

    public required JsonObject Parameters { get; init; }

    /// <summary>Null for the notebook's own.</summary>
    public string? Kernel { get; init; }

    /// <summary>Whole run, from the claim.</summary>
    public required int RunTimeoutSeconds { get; init; }

    /// <summary>One cell; null for no limit.</summary>
    public int? CellTimeoutSeconds { get; init; }

    /// <summary>Start of the kernel.</summary>
    public required int StartTimeoutSeconds { get; init; }

    public required IReadOnlyDictionary<string, Uri> Blobs { get; init; }

    /// <summary>Of the addresses: the agent asks for new ones before.</summary>
    public required DateTimeOffset ExpiresOn { get; init; }
}
