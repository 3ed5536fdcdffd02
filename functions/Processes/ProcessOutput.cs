using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes;

/// <summary>An output of a process: where its value is, and what it is.</summary>
public sealed record ProcessOutput
{
    public string? Title { get; init; }
    public string? Description { get; init; }
    public required JsonObject Schema { get; init; }
    public required ProcessOutputKind Kind { get; init; }

    /// <summary>Of a file: its path in the run's outputs.</summary>
    public string? Path { get; init; }

    public required string MediaType { get; init; }
}
