using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>Sees what a user installs and uninstalls in a session, by whatever way, and keeps it in home.</summary>
internal sealed class PackageKeeping(
    KeptFolder folder, UserSite site, LocalUser user, PackageNotices notices, TimeProvider time)
{
    /// <summary>Of the packages of an environment together, as files in home.</summary>
    private const long MaxBytes = 4L << 30;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    private InstalledPackages _kept = InstalledPackages.Look(site) ?? InstalledPackages.None;
    private InstalledPackages _seen = InstalledPackages.None;
    private long _seenOn;
    private DateTimeOffset _pausedUntil;

    /// <summary>Runs until cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await LookAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // What is left is for FinishAsync.
        }
    }

    /// <summary>After user code has ended: what has changed last.</summary>
    public async Task FinishAsync(TimeSpan bound)
    {
        if (InstalledPackages.Look(site) is not { } now)
        {
            return;
        }

        using var limit = new CancellationTokenSource(bound, time);
        try
        {
            await KeepAsync(PackageChanges.AtEnd(_kept, now), now, limit.Token);
        }
        catch (OperationCanceledException)
        {
            notices.Problem($"What was installed last is not kept: it took longer than {bound.TotalSeconds:0} s.");
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (InstalledPackages.Look(site) is not { } now || time.GetUtcNow() < _pausedUntil)
        {
            return;
        }

        if (!now.IsSameAs(_seen))
        {
            (_seen, _seenOn) = (now, time.GetTimestamp());
        }

        using var limit = new CancellationTokenSource(Bound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await KeepAsync(PackageChanges.Between(_kept, now, time.GetElapsedTime(_seenOn)), now, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            notices.Problem($"What was installed is not kept: it took longer than {Bound.TotalMinutes:0} minutes.");
            _pausedUntil = time.GetUtcNow() + PauseAfterFailure;
        }
    }

    private async Task KeepAsync(PackageChanges changes, InstalledPackages now, CancellationToken cancellationToken)
    {
        if (!changes.Any)
        {
            return;
        }

        var task = new PackageTask
        {
            Site = site,
            Folder = folder.Path,
            Added = changes.Added,
            Removed = changes.Removed,
            MaxBytes = MaxBytes,
        };
        var report = await new PackageProcess(user).RunAsync(task, cancellationToken);
        if (report.Failure is null)
        {
            _kept = changes.Apply(_kept, now, report.Again);
        }

        if (report.Failure is not null || report.Again.Count > 0)
        {
            _pausedUntil = time.GetUtcNow() + PauseAfterFailure;
        }

        foreach (var problem in report.Problems.Concat(
            report.Failure is null ? [] : [$"What was installed is not kept: {report.Failure}"]))
        {
            notices.Problem(problem);
        }
    }
}
