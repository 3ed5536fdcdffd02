using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Retries;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Runs.Orchestration;

internal static class OrchestrationServices
{
    /// <summary>
    /// Needs <see cref="IRunStore"/>, <see cref="IRunGroups"/>, the workspaces and their usage, the flavors, the blob and
    /// table service clients and a time provider.
    /// </summary>
    public static IServiceCollection AddRunOrchestration(this IServiceCollection services)
    {
        services.AddOptions<OrchestrationOptions>()
            .BindConfiguration(OrchestrationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddRunAdmission()
            .AddSingleton<IRunDocuments, RunDocuments>()
            .AddSingleton<RunEntry>()
            .AddSingleton<LargerFlavors>()
            .AddSingleton<IWorkspaceWork, RunWork>()
            .AddSingleton<RunMeters>()
            .AddSingleton<RunSettling>()
            .AddSingleton<JanitorSweep>()
            .AddSingleton<RunJanitor>()
            .AddSingleton<GroupJanitor>()
            .AddSingleton<QueueJanitor>()
            .AddSingleton<MeterJanitor>()
            .AddSingleton<JanitorPass>();
    }
}
