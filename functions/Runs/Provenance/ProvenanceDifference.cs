using System.Text.Json.Nodes;

namespace CloudWorkspaces.Runs.Provenance;

/// <summary>What a run has other than the one that it repeats.</summary>
internal sealed record ProvenanceDifference
{
    /// <summary>The name in the provenance, such as <c>image</c>, <c>parameters.year</c> or <c>inputs</c>.</summary>
    public required string Field { get; init; }

    /// <summary>Of inputs: the mount.</summary>
    public string? Mount { get; init; }

    /// <summary>Of inputs: the file, whose ETags follow; null where only the digests of all files tell.</summary>
    public string? Path { get; init; }

    /// <summary>Null for what was not there.</summary>
    public JsonNode? Before { get; init; }

    /// <summary>Null for what is not there any more.</summary>
    public JsonNode? After { get; init; }
}
