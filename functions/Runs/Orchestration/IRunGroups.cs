namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The container groups of this deployment's runs. All methods are idempotent.</summary>
public interface IRunGroups
{
    /// <summary>
    /// Creates the group of the record's attempt unless it exists: it is looked for first, since a second PUT would
    /// restart it. A refusal is an answer, not an exception.
    /// </summary>
    Task<GroupCreation> CreateAsync(RunRecord run, CancellationToken cancellationToken);

    Task<RunGroup?> FindAsync(RunAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Lets the containers end by SIGTERM. False when there is no group that could be stopped.</summary>
    Task<bool> StopAsync(RunAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Asks for the group's deletion; true when it is gone, false while it still goes on.</summary>
    Task<bool> DeleteAsync(RunAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Every group that carries the tags of this deployment's runs, without the states of containers.</summary>
    IAsyncEnumerable<RunAttempt> ListAsync(CancellationToken cancellationToken);
}
