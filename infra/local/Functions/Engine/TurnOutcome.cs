using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>What a turn led to.</summary>
internal sealed record TurnOutcome
{
    /// <summary>Running, Completed, Failed or ContinuedAsNew.</summary>
    public required OrchestrationRuntimeStatus Status { get; init; }

    public required IReadOnlyList<TurnAction> Actions { get; init; }

    /// <summary>Timers that the orchestrator gave up.</summary>
    public required IReadOnlyCollection<int> CancelledTimers { get; init; }

    public string? CustomStatus { get; init; }

    public string? Output { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>The next generation's input.</summary>
    public string? NewInput { get; init; }

    public string? NewVersion { get; init; }

    /// <summary>Events that nobody waited for, for the next generation.</summary>
    public IReadOnlyList<TurnEvent> Carry { get; init; } = [];
}
