using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Replays an orchestrator through its history and on through one new turn.</summary>
internal sealed class OrchestratorRun(
    InstanceState state,
    IReadOnlyList<HistoryTurn> history,
    DateTime at,
    IReadOnlyList<TurnEvent> events,
    DataConverter converter,
    ILoggerFactory loggerFactory)
{
    private readonly LocalOrchestrationContext _context = new(state, converter, loggerFactory);
    private readonly TurnScheduler _scheduler = new();
    private Task<object?>? _body;

    public TaskOrchestrationContext Context => _context;

    public string? Input => state.Input;

    /// <summary>Null until <see cref="Execute"/> has returned.</summary>
    public TurnOutcome? Outcome { get; private set; }

    /// <summary>Runs on the calling thread until the orchestrator waits or has ended.</summary>
    public void Execute(Func<TaskOrchestrationContext, Task<object?>> orchestrator)
    {
        foreach (var turn in history)
        {
            Turn(orchestrator, turn.At, turn.Events, turn.Actions);
        }

        Turn(orchestrator, at, events, replayed: null);
        Outcome = Conclude();
    }

    private void Turn(
        Func<TaskOrchestrationContext, Task<object?>> orchestrator,
        DateTime turnAt,
        IReadOnlyList<TurnEvent> turnEvents,
        IReadOnlyList<TurnAction>? replayed)
    {
        _context.BeginTurn(turnAt, replayed);
        foreach (var turnEvent in turnEvents)
        {
            _scheduler.Run(turnEvent.Kind == EventKind.Start
                ? () => _body = orchestrator(_context)
                : () => _context.Apply(turnEvent));
        }

        _context.EndTurn();
    }

    private TurnOutcome Conclude()
    {
        var outcome = new TurnOutcome
        {
            Status = OrchestrationRuntimeStatus.Running,
            Actions = _context.Actions,
            CancelledTimers = _context.CancelledTimers,
            CustomStatus = _context.CustomStatus,
        };
        if (_context.Deviation is { } deviation)
        {
            return Failed(outcome, deviation);
        }

        if (_body is not { IsCompleted: true })
        {
            return _context.AwaitsNothing
                ? Failed(outcome, new NonDeterministicOrchestrationException(
                    $"Orchestrator {state.Name} awaits a task that its context did not make."))
                : outcome;
        }

        if (!_body.IsCompletedSuccessfully)
        {
            return Failed(outcome, _body.Exception?.InnerException ?? new TaskCanceledException(_body));
        }

        return _context.ContinuedAsNew is { } next
            ? outcome with
            {
                Status = OrchestrationRuntimeStatus.ContinuedAsNew,
                NewInput = converter.Serialize(next.NewInput),
                NewVersion = next.NewVersion,
                Carry = next.PreserveUnprocessedEvents ? _context.Unprocessed : [],
            }
            : outcome with
            {
                Status = OrchestrationRuntimeStatus.Completed,
                Output = converter.Serialize(_body.GetAwaiter().GetResult()),
            };
    }

    private static TurnOutcome Failed(TurnOutcome outcome, Exception exception) => outcome with
    {
        Status = OrchestrationRuntimeStatus.Failed,
        Failure = Failure.From(exception),
    };
}
