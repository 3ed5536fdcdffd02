namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>An activity, sub-orchestration or timer that an orchestrator can await.</summary>
internal sealed record PendingTask(ActionKind Kind, string Name, Action<string?> Complete, Action<Exception> Fail);
