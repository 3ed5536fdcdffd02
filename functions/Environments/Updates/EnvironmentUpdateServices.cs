using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Environments.Updates;

internal static class EnvironmentUpdateServices
{
    /// <summary>Needs environments, workspaces, runs, sessions and the parity check.</summary>
    public static IServiceCollection AddEnvironmentUpdates(this IServiceCollection services)
    {
        services.AddOptions<EnvironmentUpdateOptions>()
            .BindConfiguration(EnvironmentUpdateOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => Workspaces.WorkspaceName.TryParse(options.Workspace, out _),
                $"EnvironmentUpdates:Workspace {Workspaces.WorkspaceName.Rule}")
            .ValidateOnStart();
        return services
            .AddSingleton<EnvironmentUpdateStore>()
            .AddSingleton<EnvironmentUpdates>()
            .AddSingleton<UpdateSamples>()
            .AddSingleton<UpdateWorkspace>();
    }
}
