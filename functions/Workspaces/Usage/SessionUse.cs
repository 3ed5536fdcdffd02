namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>A session's seat.</summary>
/// <param name="Workspace">Whose limits it counts against.</param>
/// <param name="Session">The session's id.</param>
/// <param name="Cpu">Virtual CPUs.</param>
public sealed record SessionUse(string Workspace, string Session, double Cpu);
