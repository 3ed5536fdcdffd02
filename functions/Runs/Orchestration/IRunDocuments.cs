using CloudWorkspaces.Agents;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The JSON documents among a run's blobs.</summary>
public interface IRunDocuments
{
    Task<RunRequest?> RequestAsync(RunReference run, CancellationToken cancellationToken);

    /// <summary>Null before the agent's claim, and when it cannot be read.</summary>
    Task<AgentStatus?> StatusAsync(RunAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Gives another attempt the notebook of this one. Idempotent; one that is not there is left out.</summary>
    Task CopyInputAsync(RunAttempt attempt, int nextAttempt, CancellationToken cancellationToken);
}
