namespace CloudWorkspaces.Agent.Runs;

/// <summary>A notebook as it is where it came from.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Commit">Of one from git; null for others.</param>
internal sealed record TakenNotebook(byte[] Content, string? Commit = null);
