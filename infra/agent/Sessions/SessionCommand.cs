using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Tls;

namespace CloudWorkspaces.Agent.Sessions;

/// <summary><c>agent session</c>: one attempt of a session, from the claim to the last upload.</summary>
internal static class SessionCommand
{
    public const string TokenVariable = AgentSettings.Prefix + "TOKEN";

    public static async Task<int> ExecuteAsync(TimeProvider time)
    {
        if (AgentSettings.Read(Environment.GetEnvironmentVariable, out var error) is not { } settings)
        {
            Console.Error.WriteLine($"agent: {error}");
            return RunCommand.Misused;
        }

        if (Environment.GetEnvironmentVariable(TokenVariable) is not { Length: > 0 } token)
        {
            Console.Error.WriteLine($"agent: {TokenVariable} is missing");
            return RunCommand.Misused;
        }

        using var stop = new StopSignal();
        ProcessTree.AdoptOrphans();
        using var http = AgentHttp.Create(settings.ExtraAuthorities);
        var endpoint = new AgentEndpoint(http, settings.Endpoint, settings.Key, time);
        try
        {
            return await new SessionAttempt(endpoint, http, token, stop, time).RunAsync();
        }
        catch (EndpointException exception)
        {
            Console.Error.WriteLine($"agent: the endpoint {settings.Endpoint} failed: {exception.Message}");
            return RunCommand.NotReported;
        }
        catch (Exception exception)
        {
            // As the container's first process it could not even abort properly.
            Console.Error.WriteLine($"agent: failed: {exception}");
            return RunCommand.NotReported;
        }
        finally
        {
            ProcessTree.KillDescendants();
        }
    }
}
