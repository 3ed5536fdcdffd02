namespace CloudWorkspaces.Runs;

/// <summary>The rows of runs, and the index of those that are not terminal yet.</summary>
public interface IRunStore
{
    /// <summary>Inserts a run and its active entry; false when that id exists already.</summary>
    Task<bool> TryInsertAsync(RunRecord run, CancellationToken cancellationToken);

    Task<RunRecord?> FindAsync(string workspace, RunId id, CancellationToken cancellationToken);

    /// <summary>
    /// Reads, changes and writes a run under its ETag, again on a conflict. Returning the record unchanged writes
    /// nothing. A change of state that <see cref="RunTransitions"/> forbids throws InvalidOperationException.
    /// A terminal state puts the run into its lists and removes the active entry.
    /// </summary>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    Task<RunRecord> UpdateAsync(
        string workspace, RunId id, Func<RunRecord, RunRecord> change, CancellationToken cancellationToken);

    /// <summary>Newest first; see <see cref="RunPage.Cursor"/>.</summary>
    Task<RunPage> ListAsync(string workspace, RunQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Runs that have an active entry, oldest first: for the janitor. May include one that has just become terminal,
    /// and one that is about to be inserted: the entry is written before the row.
    /// </summary>
    IAsyncEnumerable<RunReference> ActiveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Finishes what a terminal run's end, change or removal has left undone, and drops the active entry; also that of a
    /// run that was never inserted.
    /// </summary>
    Task ForgetActiveAsync(RunReference run, CancellationToken cancellationToken);

    /// <summary>Whether its removal has begun and not ended.</summary>
    Task<bool> IsRemovedAsync(RunReference run, CancellationToken cancellationToken);
}
