using CloudWorkspaces.Local.Functions.Engine;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>An event that waits in an instance's partition.</summary>
internal sealed record InboxMessage(string RowKey, TurnEvent Event);
