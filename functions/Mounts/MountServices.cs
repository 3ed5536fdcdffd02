using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Mounts;

internal static class MountServices
{
    /// <summary>Needs the Azure clients, the homes and the agent endpoint's options.</summary>
    public static IServiceCollection AddMounts(this IServiceCollection services)
    {
        services.AddOptions<MountOptions>()
            .BindConfiguration(MountOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<MountStore>();
        services.AddHostedService(provider => provider.GetRequiredService<MountStore>());
        return services
            .AddSingleton(provider => new ForeignSas(
                new DefaultAzureCredential(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<MountReader>()
            .AddSingleton<IMounts>(provider => provider.GetRequiredService<MountStore>())
            .AddSingleton<MountSas>()
            .AddSingleton<AgentMounts>()
            .AddSingleton<MountVolumes>();
    }
}
