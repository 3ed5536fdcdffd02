using CloudWorkspaces.Agent.Papermill;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>Waits for papermill, and ends it when the run is cancelled or its time is up.</summary>
internal sealed class PapermillWatch(PapermillProcess papermill, StopSignal stop, TimeProvider time)
{
    /// <summary>For saving the notebook as it is, after which papermill is killed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>128 + n after signal n.</summary>
    public int ExitCode { get; private set; }

    public bool Cancelled { get; private set; }

    public bool TimedOut { get; private set; }

    public async Task WaitAsync(TimeSpan limit)
    {
        using var timer = new CancellationTokenSource();
        var exit = papermill.WaitForExitAsync(CancellationToken.None);
        var timeout = Task.Delay(limit, time, timer.Token);
        var first = await Task.WhenAny(exit, stop.Requested, timeout);
        if (first != exit)
        {
            Cancelled = first == stop.Requested;
            TimedOut = first == timeout;
            papermill.Terminate();
            if (await Task.WhenAny(exit, Task.Delay(Grace, time, timer.Token)) != exit)
            {
                papermill.Kill();
            }
        }

        ExitCode = await exit;
        await timer.CancelAsync();
    }
}
