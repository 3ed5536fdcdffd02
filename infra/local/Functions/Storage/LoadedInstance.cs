using Azure;
using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>All that is stored of an instance.</summary>
/// <param name="VoidRows">Rows of earlier generations and executions that a crash has left.</param>
internal sealed record LoadedInstance(
    InstanceState State,
    ETag ETag,
    IReadOnlyList<HistoryTurn> History,
    IReadOnlyList<InboxMessage> Inbox,
    IReadOnlyList<OutboxBatch> Outbox,
    IReadOnlyList<TurnEvent> Carry,
    StoredRows Stored,
    IReadOnlyList<string> VoidRows);
