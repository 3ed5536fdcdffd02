using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

internal static class WorkspaceServices
{
    /// <summary>Needs the blob and table service clients, the homes and a time provider.</summary>
    public static IServiceCollection AddWorkspaces(this IServiceCollection services)
    {
        services.AddOptions<WorkspaceOptions>()
            .BindConfiguration(WorkspaceOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkspaceOptions>, WorkspaceValidation>();
        services.AddSingleton<WorkspaceTable>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkspaceTable>());
        services.AddHostedService<WorkspaceSetup>();
        services.AddSingleton<WorkspaceCatalog>();
        services.AddSingleton<IWorkspaces>(provider => provider.GetRequiredService<WorkspaceCatalog>());
        services.AddSingleton<IWorkspaceAccess>(provider => provider.GetRequiredService<WorkspaceCatalog>());
        return services
            .AddSingleton<WorkspaceStore>()
            .AddSingleton<MemberStore>()
            .AddSingleton<WorkspaceQuota>()
            .AddSingleton<WorkspaceStorage>()
            .AddSingleton<IWorkspaceContent>(provider => provider.GetRequiredService<WorkspaceStorage>())
            .AddSingleton<WorkspaceReader>()
            .AddSingleton<WorkspaceCreation>()
            .AddSingleton<WorkspaceRemoval>()
            .AddSingleton<WorkspaceDeletion>()
            .AddSingleton<QuotaRepair>()
            .AddSingleton<WorkspaceRepairs>();
    }
}
