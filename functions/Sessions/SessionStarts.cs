using CloudWorkspaces.Sessions.Orchestration;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Sessions;

/// <summary>Starts the orchestrations of attempts, and wakes them. What fails here the janitor makes good.</summary>
public sealed partial class SessionStarts(ILogger<SessionStarts> logger)
{
    internal async Task StartAsync(DurableTaskClient client, SessionReference session)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(SessionOrchestrator),
                session,
                new StartOrchestrationOptions(session.InstanceId),
                CancellationToken.None);
        }
        catch (RpcException exception)
        {
            LogNotStarted(exception, session.InstanceId);
        }
    }

    /// <summary>Lets an attempt look at its row, where the wish to stop it is.</summary>
    internal async Task TellAsync(DurableTaskClient client, SessionReference session)
    {
        try
        {
            await client.RaiseEventAsync(
                session.InstanceId, SessionEvents.StopRequested, cancellation: CancellationToken.None);
        }
        catch (RpcException exception)
        {
            LogNotTold(exception, session.InstanceId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The start of {Instance} failed; the janitor sees to it.")]
    private partial void LogNotStarted(Exception exception, string instance);

    [LoggerMessage(LogLevel.Warning, "{Instance} could not be told to stop; the janitor sees to it.")]
    private partial void LogNotTold(Exception exception, string instance);
}
