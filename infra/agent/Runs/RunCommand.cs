using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Tls;

namespace CloudWorkspaces.Agent.Runs;

/// <summary><c>agent run</c>: one attempt of a run, from the claim to the last upload.</summary>
internal static class RunCommand
{
    /// <summary>The run's end was reported, whatever it was; or there was nothing to do.</summary>
    public const int Reported = 0;

    /// <summary>The agent could not report or store what it should.</summary>
    public const int NotReported = 1;

    public const int Misused = 2;

    public static async Task<int> ExecuteAsync(TimeProvider time)
    {
        if (AgentSettings.Read(Environment.GetEnvironmentVariable, out var error) is not { } settings)
        {
            Console.Error.WriteLine($"agent: {error}");
            return Misused;
        }

        using var stop = new StopSignal();
        ProcessTree.AdoptOrphans();
        using var http = AgentHttp.Create(settings.ExtraAuthorities);
        var endpoint = new AgentEndpoint(http, settings.Endpoint, settings.Key, time);
        try
        {
            return await new Attempt(endpoint, http, new RunFolders(), stop, time).RunAsync();
        }
        catch (EndpointException exception)
        {
            Console.Error.WriteLine($"agent: the endpoint {settings.Endpoint} failed: {exception.Message}");
            return NotReported;
        }
        catch (Exception exception)
        {
            // As the container's first process it could not even abort properly.
            Console.Error.WriteLine($"agent: failed: {exception}");
            return NotReported;
        }
        finally
        {
            ProcessTree.KillDescendants();
        }
    }
}
