using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// Takes one run from acceptance to its end. It starts anew on any row that is not terminal, since every activity
/// finds out what is there already: so it may continue as new, and its input is the reference alone.
/// </summary>
public static class RunOrchestrator
{
    [Function(nameof(RunOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<RunReference>() ??
            throw new InvalidOperationException($"Orchestration {context.InstanceId} has no input.");
        return new RunOrchestration(context, run).RunAsync();
    }
}
