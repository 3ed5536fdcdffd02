namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>An event for an instance.</summary>
/// <param name="RowKey">Its inbox row; null for what is recovered from history after a crash.</param>
internal sealed record Mail(string? RowKey, TurnEvent Event);
