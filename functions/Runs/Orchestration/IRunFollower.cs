using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Who wants to know that a run has begun or is over.</summary>
public interface IRunFollower
{
    /// <summary>Its notebook has begun. May be called again for the same run.</summary>
    Task StartedAsync(RunRecord run, DurableTaskClient client, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>May be called again for the same run.</summary>
    Task SettledAsync(RunRecord run, DurableTaskClient client, CancellationToken cancellationToken);
}
