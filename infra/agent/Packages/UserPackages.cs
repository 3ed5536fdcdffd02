using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>
/// What users install with pip: put in place before user code begins, in runs and sessions alike, and in sessions kept in
/// home. Does nothing where home does not outlast the container.
/// </summary>
internal sealed class UserPackages
{
    private readonly PackageRestore? _restore;
    private readonly Func<PackageKeeping>? _keep;
    private PackageKeeping? _keeping;

    /// <param name="bench">What the image has; null when it cannot be used.</param>
    /// <param name="environment">As <c>name:version</c>.</param>
    /// <param name="records">For the log and the status.</param>
    /// <param name="time">For deadlines.</param>
    public UserPackages(Workbench? bench, string? environment, RunRecords records, TimeProvider time)
    {
        if (bench?.Site is { } site && KeptFolder.Find(bench.User.Home, environment, site.Python) is { } folder)
        {
            var notices = new PackageNotices(records);
            _restore = new(folder, site, bench.User, notices, time);
            _keep = () => new(folder, site, bench.User, notices, time);
        }
    }

    /// <summary>Null when there was nothing.</summary>
    public IReadOnlyList<RestoredPackage>? Restored => _restore?.Restored;

    /// <summary>Why not all that home has is in place; null when it is.</summary>
    public async Task<Cause?> RestoreAsync(StopSignal stop) => _restore is null ? null : await _restore.RunAsync(stop);

    /// <summary>Keeps what changes from now on, until cancelled.</summary>
    public Task FollowAsync(CancellationToken cancellationToken)
    {
        _keeping = _keep?.Invoke();
        return _keeping?.FollowAsync(cancellationToken) ?? Task.CompletedTask;
    }

    /// <summary>After user code has ended: keeps what has changed last.</summary>
    public Task FinishAsync(TimeSpan bound) => _keeping?.FinishAsync(bound) ?? Task.CompletedTask;
}
