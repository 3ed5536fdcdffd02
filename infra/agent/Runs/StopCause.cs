using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>
/// Who sent SIGTERM: a signal does not say. An app that still wants the attempt has not cancelled it, so that it was the
/// service. Without an answer it stays a cancellation, and the app, which knows, decides.
/// </summary>
internal sealed class StopCause(AgentEndpoint endpoint)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    /// <summary>The cause as it is, unless it says cancelled and is not.</summary>
    public async Task<Cause> CorrectAsync(Cause cause)
    {
        if (cause.Code != CauseCodes.Cancelled || !await IsWantedAsync())
        {
            return cause;
        }

        return cause with { Code = CauseCodes.Preempted, Message = "The service ended the run's container." };
    }

    private async Task<bool> IsWantedAsync()
    {
        using var limit = new CancellationTokenSource(Bound);
        try
        {
            return await endpoint.StartAsync(Bound, limit.Token) is not null;
        }
        catch (Exception exception) when (exception is EndpointException or OperationCanceledException)
        {
            Console.Error.WriteLine($"agent: it is not known who ended the container: {exception.Message}");
            return false;
        }
    }
}
