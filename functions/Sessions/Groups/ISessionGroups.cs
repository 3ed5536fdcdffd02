using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Sessions.Groups;

/// <summary>The container groups of this deployment's sessions. All methods are idempotent.</summary>
public interface ISessionGroups
{
    /// <summary>
    /// Creates the group of the record's attempt unless it exists: it is looked for first, since a second PUT would
    /// restart it. A refusal is an answer, not an exception.
    /// </summary>
    Task<GroupCreation> CreateAsync(SessionRecord session, CancellationToken cancellationToken);

    Task<SessionGroup?> FindAsync(SessionReference session, CancellationToken cancellationToken);

    /// <summary>Lets the containers end by SIGTERM. False when there is no group that could be stopped.</summary>
    Task<bool> StopAsync(SessionReference session, CancellationToken cancellationToken);

    /// <summary>Asks for the group's deletion; true when it is gone, false while it still goes on.</summary>
    Task<bool> DeleteAsync(SessionReference session, CancellationToken cancellationToken);

    /// <summary>Every group that carries the tags of this deployment's sessions, without the states of containers.</summary>
    IAsyncEnumerable<SessionReference> ListAsync(CancellationToken cancellationToken);
}
