using CloudWorkspaces.Homes;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Containers;

internal static class ContainerServices
{
    /// <summary>Needs the Azure clients and the agent endpoint's options.</summary>
    public static IServiceCollection AddContainers(this IServiceCollection services)
    {
        services.AddOptions<HomeOptions>().BindConfiguration(HomeOptions.Section);
        return services
            .AddSingleton<ComputeChecks>()
            .AddSingleton<WorkloadGroupBuilder>()
            .AddSingleton<WorkloadGroups>();
    }
}
