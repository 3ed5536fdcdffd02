namespace CloudWorkspaces.Secrets;

/// <summary>A value cannot be had, and another try will not change that. The message never has any of the value.</summary>
public sealed class SecretUnreadableException : Exception
{
    public SecretUnreadableException(string message)
        : base(message)
    {
    }

    public SecretUnreadableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
