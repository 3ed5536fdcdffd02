using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Agents;

internal static class AgentServices
{
    /// <summary>Needs <see cref="AzureServices.IBlobSas"/> and what the runs register.</summary>
    public static IServiceCollection AddAgentEndpoint(this IServiceCollection services)
    {
        services.AddOptions<AgentOptions>()
            .BindConfiguration(AgentOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<AgentKeys>()
            .AddSingleton<IAgentBlobs, AgentBlobs>()
            .AddSingleton<AgentCalls>()
            .AddSingleton<AgentAssignments>()
            .AddSingleton<AgentReports>()
            .AddSingleton<AgentTurns>();
    }
}
