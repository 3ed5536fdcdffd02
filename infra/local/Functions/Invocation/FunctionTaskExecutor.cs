using CloudWorkspaces.Local.Functions.Engine;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>Orchestrators and activities as functions of the app.</summary>
internal sealed class FunctionTaskExecutor(FunctionCatalog catalog, Lazy<FunctionInvoker> invoker, DataConverter converter)
    : ITaskExecutor
{
    public bool HasOrchestrator(string name) => catalog.Orchestrator(name) is not null;

    public Task RunOrchestratorAsync(string name, OrchestratorRun run, CancellationToken cancellationToken)
    {
        var function = catalog.Orchestrator(name)
            ?? throw new InvalidOperationException($"The app has no orchestrator function '{name}'.");
        return invoker.Value.InvokeAsync(
            function, new InvocationState { Trigger = run, BindingData = Data(run.Context.InstanceId) }, cancellationToken);
    }

    public async Task<string?> RunActivityAsync(
        string name, string instanceId, string? input, CancellationToken cancellationToken)
    {
        var function = catalog.Activity(name)
            ?? throw new InvalidOperationException($"The app has no activity function '{name}'.");
        var state = new InvocationState { Trigger = input, BindingData = Data(instanceId) };
        await invoker.Value.InvokeAsync(function, state, cancellationToken);
        return converter.Serialize(state.Result);
    }

    private static Dictionary<string, object?> Data(string instanceId) => new() { ["instanceId"] = instanceId };
}
