namespace CloudWorkspaces.Runs;

/// <summary>Which state of a run may follow which. A terminal state is never left.</summary>
public static class RunTransitions
{
    public static bool IsTerminal(this RunState state) =>
        state is RunState.Succeeded or RunState.Failed or RunState.Dismissed;

    public static bool IsAllowed(RunState from, RunState to) => from switch
    {
        RunState.Accepted => to is not RunState.Accepted,
        RunState.Provisioning => to is RunState.Running || to.IsTerminal(),
        RunState.Running => to.IsTerminal(),
        _ => false,
    };
}
