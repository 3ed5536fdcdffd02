namespace CloudWorkspaces.Identity;

/// <summary>
/// Marks an HTTP function that needs no bearer token because it decides about its callers itself. Every function
/// without this mark refuses callers without a valid token.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SelfAuthorizedAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
