using Azure;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Events;

/// <summary>The streams of this host: so many at a time, each for so long.</summary>
public sealed class EventStreams(IOptions<EventOptions> options, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private int _open;

    internal TimeSpan Interval => TimeSpan.FromMilliseconds(options.Value.IntervalMilliseconds);

    /// <summary>Ends when there is nothing more to tell, after some minutes, and when the client or the host goes.</summary>
    internal async Task RunAsync(HttpContext http, IEventSource source)
    {
        try
        {
            if (Interlocked.Increment(ref _open) > options.Value.MaxStreams)
            {
                await RefuseAsync(http.Response);
                return;
            }

            using var end = CancellationTokenSource.CreateLinkedTokenSource(
                http.RequestAborted, lifetime.ApplicationStopping);
            await TellAsync(new EventStream(http.Response, time), source, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The client or the host has gone.
        }
        catch (RequestFailedException) when (http.Response.HasStarted)
        {
            // Storage is away. The client comes again.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task RefuseAsync(HttpResponse response)
    {
        var problem = Problems.TooManyRequests("There are too many streams of events; ask for the resource itself.");
        response.StatusCode = problem.Status;
        response.Headers.RetryAfter = "10";
        await response.WriteAsJsonAsync(problem, ApiJson.Options, "application/problem+json");
    }

    private async Task TellAsync(EventStream stream, IEventSource source, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        await stream.BeginAsync(cancellationToken);
        while (!await source.SendAsync(stream, cancellationToken) &&
            time.GetElapsedTime(began).TotalSeconds < options.Value.MaxSeconds)
        {
            if (stream.Silence.TotalSeconds >= options.Value.HeartbeatSeconds)
            {
                await stream.BeatAsync(cancellationToken);
            }

            await source.PauseAsync(cancellationToken);
        }
    }
}
