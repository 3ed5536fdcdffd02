namespace CloudWorkspaces.Processes;

/// <summary>The limits of a process's executions, in seconds; null where those of the deployment hold.</summary>
public sealed record ProcessTimeoutsView(int? RunSeconds, int? CellSeconds, int? StartSeconds);
