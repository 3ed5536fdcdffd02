namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>A program that runs in a container beside the main one, on a terminal.</summary>
/// <param name="Rows">Null for the engine's own size.</param>
internal sealed record ExecCommand(string Program, int? Rows, int? Columns);
