namespace CloudWorkspaces.Agent.Causes;

/// <summary>The run cannot go on, for a cause that is known on the spot.</summary>
internal sealed class RunFailedException(string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public Cause Cause { get; } = new() { Code = code, Message = message };
}
