using System.Globalization;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Agents;

/// <summary>The parts of an agent endpoint's path, as they were sent.</summary>
internal sealed record AgentRoute(string Workspace, string RunId, string Attempt)
{
    public RunAttempt? TryParse() =>
        Runs.RunId.TryParse(RunId, out var id) &&
        int.TryParse(Attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && attempt > 0
            ? new(new RunReference(Workspace, id.Value), attempt)
            : null;
}
