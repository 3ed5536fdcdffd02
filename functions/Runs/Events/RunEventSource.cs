using System.Text.Json;
using CloudWorkspaces.Events;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Progress;

namespace CloudWorkspaces.Runs.Events;

/// <summary>Tells one client of a run: its states, progress and log, and its end.</summary>
internal sealed class RunEventSource(
    SharedReads<RunReference, RunSnapshot>.Watch watch, RunEventId from, RunLogReader log, RunViews views, RunPaces paces, TimeProvider time)
    : IEventSource
{
    private RunEventId _at = from;
    private string? _progress;
    private RunPace? _pace;

    public async Task<bool> SendAsync(EventStream stream, CancellationToken cancellationToken)
    {
        var snapshot = await watch.ReadAsync(cancellationToken);
        if (snapshot.Run is not { } run)
        {
            return true;
        }

        if (run.Attempt != _at.Attempt)
        {
            _at = _at with { Attempt = run.Attempt, Offset = 0 };
        }

        if (run.Version != _at.Version)
        {
            _at = _at with { Version = run.Version };
            await stream.SendAsync("state", $"{_at}", RunView.Of(run, time.GetUtcNow()), cancellationToken);
        }

        await SendProgressAsync(stream, run, snapshot, cancellationToken);
        await SendLogAsync(stream, run, snapshot.LogBytes, cancellationToken);
        if (!run.State.IsTerminal())
        {
            return false;
        }

        _at = _at with { IsEnd = true };
        await stream.SendAsync("end", $"{_at}", await views.OfAsync(run, cancellationToken), cancellationToken);
        return true;
    }

    public Task PauseAsync(CancellationToken cancellationToken) => watch.PauseAsync(cancellationToken);

    public void Dispose() => watch.Dispose();

    private async Task SendProgressAsync(
        EventStream stream, RunRecord run, RunSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (run.State is not RunState.Running || snapshot.Status is not { } status)
        {
            return;
        }

        var progress = JsonSerializer.Serialize(new { run.Attempt, status.Cells, status.Mounts }, ApiJson.Options);
        if (progress != _progress)
        {
            _progress = progress;
            _pace ??= await paces.OfAsync(run, cancellationToken);
            var view = RunViews.Progress(RunView.Of(run, time.GetUtcNow()), status, _pace);
            await stream.SendAsync("progress", $"{_at}", view, cancellationToken);
        }
    }

    private async Task SendLogAsync(EventStream stream, RunRecord run, long size, CancellationToken cancellationToken)
    {
        while (_at.Offset < size && await log.ReadAsync(run, _at.Offset, size, cancellationToken) is { } read)
        {
            _at = _at with { Offset = read.Part.Offset + read.Bytes };
            await stream.SendAsync("log", $"{_at}", read.Part, cancellationToken);
        }
    }
}
