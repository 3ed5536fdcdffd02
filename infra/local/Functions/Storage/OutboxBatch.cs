using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Messages of one turn that are not known to be delivered.</summary>
/// <param name="Order">Ticks of the turn: with the row's key it names the messages in every delivery.</param>
internal sealed record OutboxBatch(string RowKey, long Order, IReadOnlyList<OutgoingMessage> Messages);
