using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>The rows of sessions, and the index of those that are not over.</summary>
public interface ISessionStore
{
    /// <exception cref="SessionRefusedException">The name is taken, or the workspace has as many as it may.</exception>
    Task InsertAsync(SessionRecord session, int maxLive, CancellationToken cancellationToken);

    Task<SessionRecord?> FindAsync(string workspace, RunId id, CancellationToken cancellationToken);

    /// <summary>
    /// Reads, changes and writes a session under its ETag, again on a conflict. Returning the record unchanged writes
    /// nothing. A change that <see cref="SessionTransitions"/> forbids throws InvalidOperationException. An end
    /// removes the active entry and frees the name; a new attempt takes both again.
    /// </summary>
    /// <param name="workspace">The session's.</param>
    /// <param name="id">The session's.</param>
    /// <param name="change">Pure, since it may be called again.</param>
    /// <param name="maxLive">Checked when a session that was over starts again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null when there is no such session.</returns>
    /// <exception cref="SessionRefusedException">As for an insert.</exception>
    Task<SessionRecord?> UpdateAsync(
        string workspace,
        RunId id,
        Func<SessionRecord, SessionRecord> change,
        CancellationToken cancellationToken,
        int maxLive = int.MaxValue);

    /// <param name="workspace">Whose sessions.</param>
    /// <param name="limit">At least 1.</param>
    /// <param name="after">The last id of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Newest first; one more than asked for when there is a next page.</returns>
    Task<IReadOnlyList<SessionRecord>> ListAsync(
        string workspace, int limit, RunId? after, CancellationToken cancellationToken);

    /// <summary>Attempts that have an active entry, for the janitor; some may be over, or have a successor.</summary>
    IAsyncEnumerable<SessionReference> ActiveAsync(CancellationToken cancellationToken);

    /// <summary>Drops the active entry of an attempt that is over or was never inserted.</summary>
    Task ForgetActiveAsync(SessionReference session, CancellationToken cancellationToken);
}
