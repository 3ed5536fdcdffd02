using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Packages;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>Content of status.json: the claim of the attempt, and what its progress is read from.</summary>
internal sealed record RunStatus
{
    public const string Running = "running";
    public const string Uploading = "uploading";
    public const string Settled = "settled";
    public const string Finished = "finished";

    public required string State { get; init; }

    /// <summary>Random; tells an own claim, whose answer was lost, from that of a duplicate container.</summary>
    public required string ClaimId { get; init; }

    public required string AgentVersion { get; init; }

    public required DateTimeOffset ClaimedOn { get; init; }

    public required DateTimeOffset UpdatedOn { get; init; }

    public CellProgress? Cells { get; init; }

    /// <summary>Of a session; null for a run.</summary>
    public SessionProgress? Session { get; init; }

    /// <summary>Null without mounts.</summary>
    public IReadOnlyList<MountState>? Mounts { get; init; }

    /// <summary>Null where no package of the user's was restored, and there was no trouble with one.</summary>
    public PackageState? Packages { get; init; }

    public Cause? Cause { get; init; }

    /// <summary>Values that the notebook has recorded, by name; null for none.</summary>
    public JsonObject? Records { get; init; }
}
