using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Events;

/// <summary>An answer that is a stream of events.</summary>
internal sealed class EventStreamResult(EventStreams streams, IEventSource source) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using (source)
        {
            await streams.RunAsync(context.HttpContext, source);
        }
    }
}
