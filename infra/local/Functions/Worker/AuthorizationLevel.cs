namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a request has to carry.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}
