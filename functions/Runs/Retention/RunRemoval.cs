using CloudWorkspaces.Http;

namespace CloudWorkspaces.Runs.Retention;

/// <summary>
/// Removes runs that are over, with all they have written. First the row says so and nobody sees the run any more, then its
/// blobs go, then its entries in the lists, and the row last: what a crash leaves, the janitor finishes.
/// </summary>
public sealed class RunRemoval(IRunStore store, RunBlobStore blobs, TimeProvider time)
{
    /// <param name="run">The run.</param>
    /// <param name="check">Throws when the run is not to be removed as it is.</param>
    /// <param name="cancellationToken">Cancels the call; what was begun is finished by the janitor.</param>
    /// <exception cref="ProblemException">409: the run is not over, or pinned.</exception>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    internal async Task RemoveAsync(RunReference run, Action<RunRecord> check, CancellationToken cancellationToken)
    {
        await store.UpdateAsync(run.Workspace, run.Id, record => Removed(record, check), cancellationToken);
        await FinishAsync(run, cancellationToken);
    }

    /// <summary>Goes on with a removal; of a run that is not removed, finishes what its end or change has left undone.</summary>
    public async Task FinishAsync(RunReference run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (await store.IsRemovedAsync(run, cancellationToken))
        {
            await blobs.DeleteAsync(run, cancellationToken);
        }

        await store.ForgetActiveAsync(run, cancellationToken);
    }

    private RunRecord Removed(RunRecord run, Action<RunRecord> check)
    {
        check(run);
        if (!run.State.IsTerminal())
        {
            throw new ProblemException(Problems.WrongState($"Run '{run.Id}' has not ended: it is {RunKeys.Name(run.State)}."));
        }

        return run.Pinned
            ? throw new ProblemException(Problems.WrongState($"Run '{run.Id}' is pinned."))
            : run with { RemovedOn = time.GetUtcNow() };
    }
}
