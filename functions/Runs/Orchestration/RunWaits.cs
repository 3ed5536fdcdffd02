using CloudWorkspaces.Agents;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// The events that a run's orchestration listens to and its waiting for them, each with a deadline. An event that
/// arrives while nothing waits is kept by the orchestration.
/// </summary>
internal sealed class RunWaits(TaskOrchestrationContext context)
{
    private readonly Task _cancel = context.WaitForExternalEvent<object?>(RunSignals.CancelRequested);
    private Task<AgentSettled> _settled = context.WaitForExternalEvent<AgentSettled>(RunEvents.AgentSettled);

    public bool CancelRequested => _cancel.IsCompleted;

    /// <summary>False when the time is over.</summary>
    public Task<bool> ForAdmissionAsync(DateTime deadline) =>
        AnyAsync(deadline, context.WaitForExternalEvent<object?>(RunEvents.Admitted), _cancel);

    /// <summary>Until cancellation is requested or the time is over.</summary>
    public Task ForCancellationAsync(TimeSpan time) => AnyAsync(context.CurrentUtcDateTime + time, _cancel);

    /// <summary>Until the agent has settled or, if it counts, cancellation is requested, or the time is over.</summary>
    public async Task<AgentSettled?> ForSettledAsync(int attempt, TimeSpan time, bool orCancelled)
    {
        var deadline = context.CurrentUtcDateTime + time;
        do
        {
            await (orCancelled ? AnyAsync(deadline, _settled, _cancel) : AnyAsync(deadline, _settled));
            if (await SettledAsync(attempt) is { } settled)
            {
                return settled;
            }
        }
        while (!(orCancelled && CancelRequested) && context.CurrentUtcDateTime < deadline);
        return null;
    }

    /// <summary>The agent's settlement if it has arrived; that of another attempt is dropped.</summary>
    public async Task<AgentSettled?> SettledAsync(int attempt)
    {
        while (_settled.IsCompleted)
        {
            var settled = await _settled;
            if (settled.Attempt == attempt)
            {
                return settled;
            }

            _settled = context.WaitForExternalEvent<AgentSettled>(RunEvents.AgentSettled);
        }

        return null;
    }

    /// <summary>False when the time is over.</summary>
    public Task<bool> ForAsync(Task task, TimeSpan time) => AnyAsync(context.CurrentUtcDateTime + time, task);

    private Task<bool> AnyAsync(DateTime deadline, params Task[] tasks) => context.AnyAsync(deadline, tasks);
}
