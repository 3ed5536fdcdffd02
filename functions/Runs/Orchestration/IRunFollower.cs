using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Who wants to know that a run is over.</summary>
public interface IRunFollower
{
    /// <summary>May be called again for the same run.</summary>
    Task SettledAsync(RunRecord run, DurableTaskClient client, CancellationToken cancellationToken);
}
