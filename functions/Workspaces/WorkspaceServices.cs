using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

internal static class WorkspaceServices
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services)
    {
        services.AddOptions<WorkspaceOptions>()
            .BindConfiguration(WorkspaceOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkspaceOptions>, WorkspaceValidation>();
        services.AddHostedService<WorkspaceSetup>();
        return services.AddSingleton<IWorkspaces, ConfiguredWorkspaces>();
    }
}
