using System.Text.Json;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Events;

/// <summary>Writes server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html.</summary>
internal sealed class EventStream(HttpResponse response, TimeProvider time)
{
    private const int ReconnectMilliseconds = 1_000;

    private long _sentAt = time.GetTimestamp();

    /// <summary>Since anything was written.</summary>
    public TimeSpan Silence => time.GetElapsedTime(_sentAt);

    public Task BeginAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // Asks proxies not to hold it back.
        response.Headers["X-Accel-Buffering"] = "no";
        return WriteAsync($"retry: {ReconnectMilliseconds}\n\n", cancellationToken);
    }

    /// <summary>The data becomes one line of JSON.</summary>
    public Task SendAsync(string name, string id, object data, CancellationToken cancellationToken) => WriteAsync(
        $"event: {name}\nid: {id}\ndata: {JsonSerializer.Serialize(data, ApiJson.Options)}\n\n", cancellationToken);

    /// <summary>A comment, so that nobody in between takes the silence for the end.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => WriteAsync(":\n\n", cancellationToken);

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        _sentAt = time.GetTimestamp();
    }
}
