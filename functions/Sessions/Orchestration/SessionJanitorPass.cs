using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>One round of repairs of sessions. What fails is left to the next round.</summary>
public sealed class SessionJanitorPass(
    SessionJanitor sessions,
    SessionGroupJanitor groups,
    SessionMeterJanitor meters,
    SessionSeatJanitor seats,
    ILogger<SessionJanitorPass> logger)
{
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await TryAsync("sessions", sessions.RunAsync);
        await TryAsync("groups of sessions", groups.RunAsync);
        await TryAsync("meters of sessions", meters.RunAsync);
        await TryAsync("seats of sessions", seats.RunAsync);

        async Task TryAsync(string part, Func<DurableTaskClient, CancellationToken, Task> work)
        {
            try
            {
                await work(client, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                JanitorLog.PartFailed(logger, part, exception);
            }
        }
    }
}
