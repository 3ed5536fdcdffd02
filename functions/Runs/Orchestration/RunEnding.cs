using CloudWorkspaces.Agents;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>How a run ended, before it is written.</summary>
public sealed record RunEnding
{
    /// <summary>A terminal state.</summary>
    public required RunState State { get; init; }

    public required RunCause Cause { get; init; }

    /// <summary>When the agent claimed the run, if it did.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>Whether an agent is at work that still converts the result and then says that it has finished.</summary>
    public bool AgentWillFinish { get; init; }

    public static RunEnding Cancelled { get; } = new()
    {
        State = RunState.Dismissed,
        Cause = new() { Code = RunCauses.Cancelled, Message = "The run was cancelled." },
    };

    public static RunEnding Failed(string code, string message) =>
        new() { State = RunState.Failed, Cause = new() { Code = code, Message = message } };

    /// <summary>
    /// For a run that no user wished to cancel: an agent cannot know who sent the signal, and then it was the service.
    /// </summary>
    public RunEnding Unasked() => Cause.Code is RunCauses.Cancelled
        ? this with
        {
            State = RunState.Failed,
            Cause = new() { Code = RunCauses.Preempted, Message = "The service ended the run's container." },
        }
        : this;

    /// <summary>The same with a further sentence.</summary>
    public RunEnding Because(string reason) =>
        this with { Cause = Cause with { Message = string.Join(' ', Cause.Message, reason).Trim() } };

    public static RunEnding Of(AgentSettled settled) => new()
    {
        State = settled.Outcome switch
        {
            AgentOutcome.Succeeded => RunState.Succeeded,
            AgentOutcome.Dismissed => RunState.Dismissed,
            _ => RunState.Failed,
        },
        Cause = settled.Cause,
        StartedOn = settled.StartedOn,
        AgentWillFinish = true,
    };

    /// <summary>From the cause alone, as it stands in what an agent left behind.</summary>
    public static RunEnding Of(RunCause cause) => new()
    {
        State = cause.Code switch
        {
            RunCauses.Completed => RunState.Succeeded,
            RunCauses.Cancelled => RunState.Dismissed,
            _ => RunState.Failed,
        },
        Cause = cause,
    };
}
