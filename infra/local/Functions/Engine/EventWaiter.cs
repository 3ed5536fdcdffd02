namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>An orchestrator's wait for an external event.</summary>
internal sealed record EventWaiter(string Name, Action<string?> Complete);
