namespace CloudWorkspaces.Workspaces.Usage;

/// <param name="Used">At this moment.</param>
/// <param name="Limit">Null for none.</param>
public sealed record AmountView(double Used, double? Limit);
