using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Agents;

/// <summary>An agent's request, its signature found good.</summary>
internal sealed record AgentCall(RunAttempt Attempt, ReadOnlyMemory<byte> Body)
{
    public T Read<T>()
        where T : class => AgentBody.Read<T>(Body);
}
