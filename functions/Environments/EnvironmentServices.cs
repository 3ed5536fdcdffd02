using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Environments.Builds;
using CloudWorkspaces.Environments.Checks;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments;

internal static class EnvironmentServices
{
    /// <summary>Needs the Azure clients and a time provider; checks need the containers.</summary>
    public static IServiceCollection AddEnvironments(this IServiceCollection services)
    {
        services.AddOptions<EnvironmentsOptions>()
            .Configure<IConfiguration>((options, configuration) =>
            {
                foreach (var section in configuration.GetSection(EnvironmentsOptions.Section).GetChildren())
                {
                    var environment = section.Get<EnvironmentOptions>() ?? new();
                    options.Items[environment.Name ?? section.Key] = environment;
                }
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<EnvironmentsOptions>, EnvironmentsValidation>();
        services.AddOptions<EnvironmentBuildOptions>()
            .BindConfiguration(EnvironmentBuildOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<EnvironmentTable>();
        services.AddHostedService(provider => provider.GetRequiredService<EnvironmentTable>());
        services.AddHostedService<EnvironmentSeeds>();
        return services
            .AddSingleton<EnvironmentStore>()
            .AddSingleton<EnvironmentBlobs>()
            .AddSingleton<IEnvironments, EnvironmentCatalogue>()
            .AddSingleton<EnvironmentViews>()
            .AddSingleton<EnvironmentReader>()
            .AddSingleton<EnvironmentIntake>()
            .AddSingleton<IWorkspaceWork, EnvironmentWork>()
            .AddSingleton<IWorkspaceContent, EnvironmentContent>()
            .AddSingleton<ArmPipeline>()
            .AddSingleton<RegistryBuilds>()
            .AddSingleton<EnvironmentBuild>()
            .AddSingleton(provider => new EnvironmentCheck(
                provider.GetRequiredService<Containers.WorkloadGroups>(),
                provider.GetRequiredService<Flavors.FlavorOffers>(),
                provider.GetRequiredService<EnvironmentBlobs>(),
                provider.GetRequiredService<IBlobSas>(),
                provider.GetRequiredService<Agents.AgentKeys>()));
    }
}
