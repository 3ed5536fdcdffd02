using System.Net;
using Azure;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Repeats idempotent storage work while the storage is away.</summary>
internal sealed partial class StorageRetry(TimeProvider time, ILogger<StorageRetry> logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>How long a caller that can be told of a failure waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RetryPace _pace = new(time);

    /// <summary>Until it succeeds, fails for good or is cancelled: for the engine's own work.</summary>
    public Task<T> ForeverAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, Timeout.InfiniteTimeSpan, cancellationToken);

    public Task ForeverAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        RunAsync(Wrap(work), Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>For half a minute, then the failure: for calls that a function awaits.</summary>
    public Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, Patience, cancellationToken);

    public Task PatientlyAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        RunAsync(Wrap(work), Patience, cancellationToken);

    private static Func<CancellationToken, Task<bool>> Wrap(Func<CancellationToken, Task> work) => async token =>
    {
        await work(token);
        return true;
    };

    private static bool IsTransient(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        // What a conflict means to a caller, such as a row that is there already, it has caught itself.
        RequestFailedException { Status: 0 or 408 or 409 or 429 or >= 500 } => true,
        AggregateException or HttpRequestException or IOException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    private async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var result = await work(cancellationToken);
                _pace.Succeeded();
                return result;
            }
            catch (Exception exception) when (
                IsTransient(exception, cancellationToken)
                && (patience == Timeout.InfiniteTimeSpan || time.GetElapsedTime(started) < patience))
            {
                if (attempt == 3 && _pace.Tell())
                {
                    StorageAway(logger, (int)HttpStatusCode.ServiceUnavailable, exception.Message);
                }

                var wait = FirstWait * Math.Pow(2, Math.Min(attempt, 10));
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
                await _pace.WaitAsync(cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The storage does not answer; trying on ({Status}): {Message}")]
    private static partial void StorageAway(ILogger logger, int status, string message);
}
