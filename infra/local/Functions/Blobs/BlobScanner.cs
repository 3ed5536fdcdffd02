using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>
/// Looks for new versions of one function's blobs and has each handled. There are never more versions under way than
/// there are slots: the listing waits for one.
/// </summary>
internal sealed partial class BlobScanner(
    BlobFunction function,
    BlobListing listing,
    ScanMarks marks,
    BlobHandler handler,
    BlobActivity activity,
    SemaphoreSlim slots,
    StorageRetry retry,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan WaitAfterError = TimeSpan.FromSeconds(10);

    private readonly WorkTracker _work = new();

    /// <summary>Until <paramref name="stopping"/>; then waits for what is under way, which <paramref name="abandon"/> ends.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abandon)
    {
        try
        {
            var kept = await InsistAsync(marks.FindAsync, stopping);
            var window = new ScanWindow(kept);
            while (true)
            {
                var took = await ScanAsync(window, stopping, abandon);
                if (window.End() is { } mark && mark != kept)
                {
                    kept = await InsistAsync(token => marks.SaveAsync(mark, token), stopping);
                }

                await WaitAsync(took, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await _work.WhenIdleAsync();
        }
    }

    /// <summary>Returns how long the listing took.</summary>
    private async Task<TimeSpan> ScanAsync(ScanWindow window, CancellationToken stopping, CancellationToken abandon)
    {
        return await InsistAsync(token => listing.RunAsync(window, HandleAsync, token), stopping) ?? TimeSpan.Zero;

        async Task HandleAsync(BlobVersion version)
        {
            activity.Note();
            await slots.WaitAsync(stopping);
            _work.Run(() => HandleAllAsync(window, version, stopping, abandon));
        }
    }

    /// <summary>Even what fails for good is tried on, with a warning each time: somebody may put it right.</summary>
    private async Task<T> InsistAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await retry.ForeverAsync(work, stopping);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                ScanFailed(logger, exception, function.Function.Name, function.Pattern.Text);
                await Task.Delay(WaitAfterError, time, stopping);
            }
        }
    }

    /// <summary>The version, and those that came in its place meanwhile.</summary>
    private async Task HandleAllAsync(
        ScanWindow window, BlobVersion version, CancellationToken stopping, CancellationToken abandon)
    {
        try
        {
            for (var next = version; next is not null; next = window.Finish(next))
            {
                while (!await TryHandleAsync(next, stopping, abandon))
                {
                    await Task.Delay(WaitAfterError, time, stopping);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; the receipt is incomplete, and the kept mark does not pass the version.
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<bool> TryHandleAsync(BlobVersion version, CancellationToken stopping, CancellationToken abandon)
    {
        try
        {
            await handler.HandleAsync(version, stopping, abandon);
            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            HandlingFailed(logger, exception, function.Function.Name, version.Name);
            return false;
        }
    }

    private async Task WaitAsync(TimeSpan listing, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        await Task.Delay(ScanPace.Wait(TimeSpan.Zero, listing), time, stopping);
        while (ScanPace.Wait(activity.Since, listing) - time.GetElapsedTime(started) is var rest && rest > TimeSpan.Zero)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(Task.Delay(rest, time, waiting.Token), activity.Next);
            stopping.ThrowIfCancellationRequested();
            await waiting.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name}: {Path} cannot be scanned; trying on")]
    private static partial void ScanFailed(ILogger logger, Exception exception, string name, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name}: blob {Blob} cannot be handled; trying on")]
    private static partial void HandlingFailed(ILogger logger, Exception exception, string name, string blob);
}
