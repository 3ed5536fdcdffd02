using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes;

/// <summary>An input of a process, as OGC's <c>inputDescription.yaml</c> has it.</summary>
public sealed record ProcessInput
{
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>What one value has to be.</summary>
    public required JsonObject Schema { get; init; }

    /// <summary>0 where the input may be left out.</summary>
    public int MinOccurs { get; init; } = 1;

    /// <summary>Above 1 the value is a list; null for any number.</summary>
    public int? MaxOccurs { get; init; } = 1;
}
