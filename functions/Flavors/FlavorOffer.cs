namespace CloudWorkspaces.Flavors;

/// <summary>A flavor, and why it cannot be had; null when it can.</summary>
public sealed record FlavorOffer(Flavor Flavor, string? Unavailable);
