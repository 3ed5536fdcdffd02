using System.Text.Json.Nodes;
using CloudWorkspaces.Mounts;

namespace CloudWorkspaces.Runs;

/// <summary>What the API shows of the agent's status blob.</summary>
public sealed record RunStatus
{
    public DateTimeOffset? UpdatedOn { get; init; }
    public RunCells? Cells { get; init; }

    /// <summary>How far the workspace's mounts are, and what became of changes; null without mounts.</summary>
    public IReadOnlyList<MountProgress>? Mounts { get; init; }

    /// <summary>Scalars that the notebook has recorded, by name, once it is over; null for none.</summary>
    public JsonObject? Records { get; init; }
}
