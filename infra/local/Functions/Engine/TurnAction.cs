using System.Text.Json.Serialization;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>One thing that an orchestrator asked for.</summary>
internal sealed record TurnAction
{
    public required ActionKind Kind { get; init; }

    /// <summary>Counts up from 0 in each generation.</summary>
    public required int Id { get; init; }

    /// <summary>Of the activity, orchestrator or event; empty for a timer.</summary>
    public string Name { get; init; } = "";

    public string? Data { get; init; }

    /// <summary>The sub-orchestration, or whom an event is sent to.</summary>
    public string? InstanceId { get; init; }

    public string? Version { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTime FireAt { get; init; }
}
