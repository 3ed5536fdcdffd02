using Azure;
using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>What one turn changes; it becomes visible in one table transaction or not at all.</summary>
internal sealed record TurnCommit
{
    /// <summary>The rows that one transaction can delete beside the others that it writes.</summary>
    public const int MostDeletions = 90;

    public required InstanceState Before { get; init; }

    public required InstanceState After { get; init; }

    public required ETag ETag { get; init; }

    /// <summary>Null where nothing needs to be replayed: a turn that continued as new, or a change of status.</summary>
    public HistoryTurn? History { get; init; }

    /// <summary>Inbox rows that the turn consumed and history rows that are void, at most <see cref="MostDeletions"/>.</summary>
    public IReadOnlyList<string> Deletions { get; init; } = [];

    /// <summary>History rows that are void and do not fit in; they are deleted afterwards.</summary>
    public IReadOnlyList<string> Leftover { get; init; } = [];

    public OutboxBatch? Outbox { get; init; }

    /// <summary>Events that the next generation begins with.</summary>
    public IReadOnlyList<TurnEvent>? Carry { get; init; }
}
