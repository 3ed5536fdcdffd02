namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Runs one job at a time; a new one calls off its predecessor and waits for it to end.</summary>
internal sealed class GroupJobs
{
    private readonly Lock _lock = new();
    private Action _callOff = () => { };

    /// <summary>The newest job. It does not fail: jobs handle their errors.</summary>
    public Task Current { get; private set; } = Task.CompletedTask;

    public Task Replace(Func<CancellationToken, Task> job)
    {
        lock (_lock)
        {
            _callOff();
            var source = new CancellationTokenSource();
            _callOff = source.Cancel;
            return Current = RunAsync(Current, job, source.Token);
        }
    }

    private static async Task RunAsync(Task previous, Func<CancellationToken, Task> job, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await previous;
        try
        {
            await job(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Called off by the next job.
        }
    }
}
