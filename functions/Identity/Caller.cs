namespace CloudWorkspaces.Identity;

/// <summary>Who makes a request.</summary>
/// <param name="User">See <see cref="UserName"/>.</param>
/// <param name="IsAdministrator">Owner of every workspace, who also sees to users and their tokens.</param>
public sealed record Caller(string User, bool IsAdministrator = false);
