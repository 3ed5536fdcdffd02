namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>Runs the app's orchestrators and activities.</summary>
internal interface ITaskExecutor
{
    bool HasOrchestrator(string name);

    /// <summary>One turn; the outcome is in <paramref name="run"/>.</summary>
    Task RunOrchestratorAsync(string name, OrchestratorRun run, CancellationToken cancellationToken);

    /// <summary>Returns the serialized result.</summary>
    Task<string?> RunActivityAsync(string name, string instanceId, string? input, CancellationToken cancellationToken);
}
