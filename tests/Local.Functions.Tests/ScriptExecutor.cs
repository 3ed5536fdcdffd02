using CloudWorkspaces.Local.Functions.Engine;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>One orchestrator for every name but Child, and activities that return their input.</summary>
internal sealed class ScriptExecutor(Func<TaskOrchestrationContext, Task<object?>> orchestrator) : ITaskExecutor
{
    public bool HasOrchestrator(string name) => true;

    public Task RunOrchestratorAsync(string name, OrchestratorRun run, CancellationToken cancellationToken)
    {
        run.Execute(name == "Child" ? _ => Task.FromResult<object?>("child") : orchestrator);
        return Task.CompletedTask;
    }

    public Task<string?> RunActivityAsync(
        string name, string instanceId, string? input, CancellationToken cancellationToken) => Task.FromResult(input);
}
