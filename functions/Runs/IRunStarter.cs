using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs;

/// <summary>Starts the orchestration of a run whose row exists.</summary>
public interface IRunStarter
{
    /// <summary>Starts it once: true when this call did, false when the orchestration was there, running or finished.</summary>
    Task<bool> StartAsync(DurableTaskClient client, RunReference run, CancellationToken cancellationToken);
}
