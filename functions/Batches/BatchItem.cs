using System.Text.Json.Nodes;

namespace CloudWorkspaces.Batches;

/// <summary>One parameter set and what became of it: one table row.</summary>
public sealed record BatchItem
{
    /// <summary>From 0, in the order of the submission.</summary>
    public required int Index { get; init; }

    public required BatchItemState State { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Parameters { get; init; }

    /// <summary>The id of its latest run; set before that is made.</summary>
    public string? Run { get; init; }

    /// <summary>The round that <see cref="Run"/> belongs to.</summary>
    public int Round { get; init; }

    /// <summary>The code of the cause, once it is over.</summary>
    public string? Cause { get; init; }

    public string? Message { get; init; }

    /// <summary>What the notebook has recorded, a JSON object; null for nothing.</summary>
    public string? Results { get; init; }

    public double? Seconds { get; init; }

    internal JsonObject ParameterObject => JsonNode.Parse(Parameters)!.AsObject();

    internal JsonObject? ResultObject => Results is null ? null : JsonNode.Parse(Results)!.AsObject();
}
