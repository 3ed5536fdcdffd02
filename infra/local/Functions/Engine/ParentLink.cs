namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>The call of a sub-orchestration that an instance answers.</summary>
internal sealed record ParentLink(string InstanceId, string Name, int Execution, int Generation, int TaskId);
