namespace CloudWorkspaces.Outbound;

/// <summary>An address that a user has named does not answer as it should; the message is for the user.</summary>
public sealed class OutboundException(string message, Exception? inner = null, bool isFinal = false) : Exception(message, inner)
{
    /// <summary>Whether it makes no sense to ask again.</summary>
    public bool IsFinal { get; } = isFinal;
}
