using System.Text.Json.Serialization;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>One thing that happened to an instance, as it is kept in history and inbox.</summary>
internal sealed record TurnEvent
{
    public required EventKind Kind { get; init; }

    /// <summary>The task that ended: the id of the action that began it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int TaskId { get; init; }

    /// <summary>The generation (count of continue-as-new) in which that action was taken; others ignore the event.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Generation { get; init; }

    /// <summary>The name of a raised event.</summary>
    public string? Name { get; init; }

    /// <summary>Result, payload or reason, serialized.</summary>
    public string? Data { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>Of a termination: sub-orchestrations too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Recursive { get; init; }
}
