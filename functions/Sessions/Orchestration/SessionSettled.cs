using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>The payload of <see cref="SessionEvents.AgentSettled"/>.</summary>
public sealed record SessionSettled(RunCause Cause);
