using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>
/// All that must outlive the emulator and that the group's containers do not say themselves. Kept as a label of a
/// container that is never started, and replaced as a whole, with the next generation's number.
/// </summary>
internal sealed record GroupRecord
{
    public required GroupId Id { get; init; }

    /// <summary>Tells this group from others that had its name before; part of its containers' names.</summary>
    public required string Key { get; init; }

    public int Generation { get; init; }

    /// <summary>The request's body without its secrets.</summary>
    public required JsonObject Body { get; init; }

    /// <summary>The standby pool's resource id as long as the group is in it; null for a group of a user's.</summary>
    public string? Pool { get; init; }

    /// <summary>Whether the group was taken from a standby pool.</summary>
    public bool FromPool { get; init; }

    public DesiredState Desired { get; init; }

    /// <summary>The group's own 127.x.y.z address.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>Why the group could not be provisioned.</summary>
    public ArmError? Failure { get; init; }

    /// <summary>Engine ids of ended containers that were killed for want of memory.</summary>
    public ImmutableArray<string> OutOfMemory { get; init; } = [];
}

internal enum DesiredState
{
    Running,
    Stopped,
    Deleted,
}
