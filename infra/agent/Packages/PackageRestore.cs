using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>Puts in place what home has, before user code begins.</summary>
internal sealed class PackageRestore(KeptFolder folder, UserSite site, LocalUser user, PackageNotices notices, TimeProvider time)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <summary>Null when there was nothing.</summary>
    public IReadOnlyList<RestoredPackage>? Restored { get; private set; }

    /// <summary>Why not all of it is in place; null when it is.</summary>
    public async Task<Cause?> RunAsync(StopSignal stop)
    {
        if (IsEmpty())
        {
            TellOfOthers();
            return null;
        }

        var report = await ReportAsync(stop);
        Restored = report.Restored;
        notices.Restored(report.Restored);
        if (stop.IsRequested && report.Failure is not null)
        {
            return new() { Code = CauseCodes.Cancelled, Message = "It was cancelled while packages were being restored." };
        }

        IReadOnlyList<string> problems = report.Failure is null
            ? report.Problems
            : [.. report.Problems, $"The packages in {folder.Path} could not be restored: {report.Failure}."];
        foreach (var problem in problems)
        {
            notices.Problem(problem);
        }

        return problems.Count == 0
            ? null
            : new() { Code = CauseCodes.PackagesFailed, Message = string.Join(' ', problems) };
    }

    private async Task<PackageReport> ReportAsync(StopSignal stop)
    {
        using var limit = new CancellationTokenSource(Bound, time);
        var task = new PackageTask { Site = site, Folder = folder.Path, Restore = true };
        var restoring = new PackageProcess(user).RunAsync(task, limit.Token);
        if (await Task.WhenAny(restoring, stop.Requested) != restoring)
        {
            await limit.CancelAsync();
        }

        try
        {
            return await restoring;
        }
        catch (OperationCanceledException)
        {
            return new() { Failure = $"it took longer than {Bound.TotalMinutes:0} minutes" };
        }
    }

    /// <summary>What cannot be read is not: the process that is to restore it says why.</summary>
    private bool IsEmpty()
    {
        try
        {
            return !folder.HasPackages;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void TellOfOthers()
    {
        if (folder.OtherPythons() is [.., var last])
        {
            var list = Path.Combine(folder.Parent, last, PackageFolder.ListFile);
            notices.Problem(
                $"This home has packages for {last}, and this environment has {folder.Python}: install them again with pip install -r {list}");
        }
    }
}
