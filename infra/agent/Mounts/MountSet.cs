using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>All mounts of an attempt, of runs and sessions alike.</summary>
internal sealed class MountSet : IAsyncDisposable
{
    private readonly List<(MountJob Job, IMount Mount)> _mounts = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly MountReport _report;
    private readonly TimeProvider _time;
    private Task _following = Task.CompletedTask;
    private bool _prepared;

    /// <param name="jobs">What the endpoint has named; null for none.</param>
    /// <param name="owner">Id of the run or session.</param>
    /// <param name="blobs">Whose access reaches the mounts as well.</param>
    /// <param name="records">For the log and the status.</param>
    /// <param name="folders">Where files for user code go.</param>
    /// <param name="user">Whose the mounts are.</param>
    /// <param name="time">For pauses and durations.</param>
    public MountSet(
        IReadOnlyList<MountJob>? jobs,
        string owner,
        RunBlobs blobs,
        RunRecords records,
        RunFolders folders,
        LocalUser? user,
        TimeProvider time)
    {
        var all = jobs ?? [];
        _time = time;
        _report = new(all, records.Status, records.Write);
        var direct = new DirectFiles(folders.Agent);
        foreach (var job in user is null ? [] : all)
        {
            var container = new MountContainer(job, blobs.Access, blobs.Http);
            _mounts.Add((job, job.Kind switch
            {
                MountJob.Copy => new CopyMount(job, container, user!, owner, _report, time),
                MountJob.Direct => new DirectMount(job, container, blobs.Access, direct, _report, time),
                _ => new VolumeMount(job, user!, _report),
            }));
        }
    }

    /// <summary>What user code finds in its environment, once all are prepared.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables => _mounts.SelectMany(one => one.Mount.Variables);

    public IReadOnlyList<MountState>? States => _mounts.Count == 0 ? null : _report.All;

    /// <summary>Of the copies among them, once they are filled; null without any.</summary>
    public IReadOnlyList<MountInputs>? Inputs =>
        _mounts.Select(one => one.Mount.Inputs).OfType<MountInputs>().ToList() is { Count: > 0 } inputs ? inputs : null;

    /// <summary>Fills and checks all of them, and follows them from then on.</summary>
    /// <exception cref="RunFailedException">One cannot be had in time, or the attempt was stopped meanwhile.</exception>
    public async Task PrepareAsync(StopSignal stop, TimeSpan bound)
    {
        if (_mounts.Count == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(bound, _time);
        var preparing = Task.WhenAll(_mounts.Select(one => PrepareAsync(one.Job, one.Mount, limit.Token)));
        if (await Task.WhenAny(preparing, stop.Requested) != preparing)
        {
            await limit.CancelAsync();
            await preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new RunFailedException(CauseCodes.Cancelled, "It was cancelled while its mounts were being filled.");
        }

        try
        {
            await preparing;
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            var late = _report.All.Where(state => state.State != MountState.Ready).Select(state => $"'{state.Name}'");
            throw new RunFailedException(
                CauseCodes.MountFailed,
                $"Mount {string.Join(", ", late)} could not be filled within {bound.TotalSeconds:0} s.",
                exception);
        }

        _prepared = true;
        _following = Task.WhenAll(_mounts.Select(one => one.Mount.FollowAsync(_ended.Token)));
    }

    /// <summary>As <see cref="PrepareAsync"/>, with the cause instead of an exception; null when all is well.</summary>
    public async Task<Cause?> TryPrepareAsync(StopSignal stop, TimeSpan bound)
    {
        try
        {
            await PrepareAsync(stop, bound);
            return null;
        }
        catch (RunFailedException exception)
        {
            return exception.Cause;
        }
    }

    private async Task PrepareAsync(MountJob job, IMount mount, CancellationToken cancellationToken)
    {
        try
        {
            await mount.PrepareAsync(cancellationToken);
        }
        catch (RunFailedException)
        {
            _report.Set(job.Name, state => state with { State = MountState.Failed });
            throw;
        }
    }

    /// <summary>After user code has ended: what could not be kept, or null. Nothing where preparing had failed.</summary>
    public async Task<string?> FinishAsync(TimeSpan bound)
    {
        await _ended.CancelAsync();
        await _following;
        if (!_prepared)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(bound, _time);
        var lost = (await Task.WhenAll(_mounts.Select(one => one.Mount.FinishAsync(limit.Token)))).OfType<string>().ToList();
        return lost.Count == 0 ? null : string.Join("; ", lost);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _following;
        _ended.Dispose();
    }
}
