namespace CloudWorkspaces.Parity;

/// <summary>The end of a check.</summary>
/// <param name="Reason">Why there is nothing to compare; null when there is.</param>
public sealed record ParitySettlement(ParityReference Check, string? Reason);
