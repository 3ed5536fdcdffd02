namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The answer of <see cref="StopContainerGroup"/>.</summary>
/// <param name="AgentReports">An agent is at work that saves what there is and reports.</param>
public sealed record GroupStop(bool AgentReports);
