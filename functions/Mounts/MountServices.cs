using Azure.Identity;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Workspaces;
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
            .AddSingleton(provider => new MountSigners(
                provider.GetRequiredService<IBlobSas>(),
                new DefaultAzureCredential(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<MountReader>()
            .AddSingleton<IMounts>(provider => provider.GetRequiredService<MountStore>())
            .AddSingleton<IWorkspaceContent>(provider => provider.GetRequiredService<MountStore>())
            .AddSingleton<MountKey>()
            .AddSingleton<MountSas>()
            .AddSingleton<AgentMounts>()
            .AddSingleton<MountVolumes>();
    }
}
