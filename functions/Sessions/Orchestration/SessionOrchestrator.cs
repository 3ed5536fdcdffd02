using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// Takes one attempt of a session from its request to its end. It starts anew on any row that is not over, since every
/// activity finds out what is there already: so it may continue as new, and its input is the reference alone.
/// </summary>
public static class SessionOrchestrator
{
    [Function(nameof(SessionOrchestrator))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var session = context.GetInput<SessionReference>() ??
            throw new InvalidOperationException($"Orchestration {context.InstanceId} has no input.");
        return new SessionOrchestration(context, session).RunAsync();
    }
}
