using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>The body of an execute request, as it was read.</summary>
internal sealed record ExecuteRequest
{
    public required IReadOnlyDictionary<string, JsonNode?> Inputs { get; init; }
    public required IReadOnlyList<ExecutedOutput> Outputs { get; init; }
    public bool AsDocument { get; init; }
    public Subscriber? Subscriber { get; init; }
}
