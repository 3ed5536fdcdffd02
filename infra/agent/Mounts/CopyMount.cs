using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>Blobs as files in a folder: fetched beforehand, and what has changed is written back, during and after.</summary>
internal sealed class CopyMount(
    MountJob job, MountContainer container, LocalUser user, string owner, MountReport report, TimeProvider time) : IMount
{
    private readonly MountSelection _selection = new(job);
    private WriteBack? _writeBack;

    public IReadOnlyDictionary<string, string> Variables { get; } = MountVariables.Of(job);

    public MountInputs? Inputs { get; private set; }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var files = await new Hydration(job, container, _selection, user, report).RunAsync(cancellationToken);
            Inputs = MountInputs.Of(job, (await container.OpenAsync(cancellationToken)).Uri, files);
            if (!job.ReadOnly)
            {
                _writeBack = new(job, container, _selection, files, owner, report, time);
            }
        }
        catch (Exception exception) when (
            (StorageFailure.Is(exception) || exception is UnauthorizedAccessException) &&
            !cancellationToken.IsCancellationRequested)
        {
            throw MountFailure.Of(job, $"cannot be fetched: {StorageFailure.Describe(exception)}", exception);
        }

        var elapsed = (long)time.GetElapsedTime(started).TotalMilliseconds;
        report.Set(job.Name, state => state with { State = MountState.Ready, HydrateMs = elapsed });
    }

    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (_writeBack is null || job.WriteBackSeconds == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(job.WriteBackSeconds), time);
        var troubled = false;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                troubled = await TurnAsync(_writeBack, troubled, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // What is left is written back at the end.
        }
    }

    public async Task<string?> FinishAsync(CancellationToken cancellationToken)
    {
        if (_writeBack is null)
        {
            return null;
        }

        var started = time.GetTimestamp();
        IReadOnlyCollection<string> problems;
        try
        {
            problems = await _writeBack.RunAsync(quietOnly: false, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            problems = ["there was no time to write back all that had changed"];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems = [exception.Message];
        }

        foreach (var problem in problems)
        {
            report.Problem(job.Name, $"not written back: {problem}");
        }

        var elapsed = (long)time.GetElapsedTime(started).TotalMilliseconds;
        report.Set(job.Name, state => state with { State = MountState.Done, WriteBackMs = elapsed });
        return problems.Count == 0 ? null : $"mount '{job.Name}': {problems.Count} not written back, the first: {problems.First()}";
    }

    /// <summary>True when there is trouble, which is told once and tried again at the next turn.</summary>
    private async Task<bool> TurnAsync(WriteBack writeBack, bool troubled, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> problems;
        try
        {
            problems = await writeBack.RunAsync(quietOnly: true, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems = [exception.Message];
        }

        if (problems.Count > 0 && !troubled)
        {
            report.Log($"mount '{job.Name}': writing back waits, {problems.Count} files, the first: {problems.First()}");
        }

        return problems.Count > 0;
    }
}
