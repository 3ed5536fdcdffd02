using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// The events that a session's orchestration listens to and its waiting for them, each with a deadline. An event that
/// arrives while nothing waits is kept by the orchestration.
/// </summary>
internal sealed class SessionWaits(TaskOrchestrationContext context)
{
    private readonly Task _stop = context.WaitForExternalEvent<object?>(SessionEvents.StopRequested);
    private readonly Task<SessionSettled> _settled =
        context.WaitForExternalEvent<SessionSettled>(SessionEvents.AgentSettled);

    public bool StopRequested => _stop.IsCompleted;

    /// <summary>Until a stop is requested or the time is over.</summary>
    public Task ForStopAsync(TimeSpan time) => AnyAsync(time, _stop);

    /// <summary>Until the agent has settled, a stop is requested, or the time is over.</summary>
    public Task ForEndAsync(TimeSpan time) => AnyAsync(time, _settled, _stop);

    /// <summary>Until the agent has settled or the time is over.</summary>
    public Task ForSettledAsync(TimeSpan time) => AnyAsync(time, _settled);

    /// <summary>The agent's settlement if it has arrived.</summary>
    public async Task<SessionSettled?> SettledAsync() => _settled.IsCompleted ? await _settled : null;

    private Task<bool> AnyAsync(TimeSpan time, params Task[] tasks) =>
        context.AnyAsync(context.CurrentUtcDateTime + time, tasks);
}
