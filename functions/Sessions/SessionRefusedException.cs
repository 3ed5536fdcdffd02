namespace CloudWorkspaces.Sessions;

/// <summary>A session cannot start now; the message says why, as a sentence for the caller.</summary>
public sealed class SessionRefusedException(string field, string message) : Exception(message)
{
    /// <summary>The field of the request that it concerns; empty for the workspace's limit.</summary>
    public string Field { get; } = field;
}
