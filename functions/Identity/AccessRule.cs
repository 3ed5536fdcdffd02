namespace CloudWorkspaces.Identity;

/// <summary>Whom an HTTP function is for, as its attribute says.</summary>
/// <param name="IsSelfAuthorized">It decides itself.</param>
/// <param name="Required">The role in the route's workspace; null where no workspace is concerned.</param>
internal sealed record AccessRule(bool IsSelfAuthorized, RequiresRoleAttribute? Required);
