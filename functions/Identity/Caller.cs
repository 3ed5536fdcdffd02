namespace CloudWorkspaces.Identity;

/// <summary>Who makes a request.</summary>
public sealed record Caller(string User);
