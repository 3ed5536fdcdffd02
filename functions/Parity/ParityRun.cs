namespace CloudWorkspaces.Parity;

/// <summary>Where the headless half stands.</summary>
/// <param name="Reason">Why it left no result.</param>
public sealed record ParityRun(bool IsOver, string? Reason = null);
