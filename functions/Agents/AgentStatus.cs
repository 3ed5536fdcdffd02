using System.Text.Json.Nodes;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Agents;

/// <summary>What an agent keeps in its attempt's <c>status.json</c>: the record when its events are lost.</summary>
public sealed record AgentStatus
{
    /// <summary><c>running</c>, <c>uploading</c>, <c>settled</c> or <c>finished</c>.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset? ClaimedOn { get; init; }
    public DateTimeOffset? UpdatedOn { get; init; }

    /// <summary>Known from the end of papermill on.</summary>
    public RunCause? Cause { get; init; }

    /// <summary>Values that the notebook has recorded, by name; null for none.</summary>
    public JsonObject? Records { get; init; }
}
