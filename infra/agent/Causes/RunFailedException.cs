namespace CloudWorkspaces.Agent.Causes;

/// <summary>The run cannot go on, for a cause that is known on the spot.</summary>
internal sealed class RunFailedException(Cause cause, Exception? inner = null) : Exception(cause.Message, inner)
{
    public RunFailedException(string code, string message, Exception? inner = null)
        : this(new Cause { Code = code, Message = message }, inner)
    {
    }

    public Cause Cause { get; } = cause;
}
