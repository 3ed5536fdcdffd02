namespace CloudWorkspaces.Identity;

/// <summary>Marks an HTTP function that concerns no workspace and that every known user may call.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ForEveryUserAttribute : Attribute;
