using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Runs.Groups;

internal static class GroupServices
{
    /// <summary>Needs the Azure clients, the flavors and the agent endpoint's services.</summary>
    public static IServiceCollection AddRunGroups(this IServiceCollection services) =>
        services.AddSingleton<IRunGroups, ArmRunGroups>();
}
