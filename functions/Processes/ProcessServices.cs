using CloudWorkspaces.Processes.Callbacks;
using CloudWorkspaces.Processes.Execution;
using CloudWorkspaces.Processes.Ogc;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Processes;

internal static class ProcessServices
{
    public static IServiceCollection AddProcesses(this IServiceCollection services)
    {
        services.AddOptions<ProcessOptions>()
            .BindConfiguration(ProcessOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<ProcessStore>()
            .AddHostedService(provider => provider.GetRequiredService<ProcessStore>())
            .AddSingleton<NotebookInputs>()
            .AddSingleton<ProcessPublishing>()
            .AddSingleton<IWorkspaceContent, ProcessContent>()
            .AddSingleton<InputResolver>()
            .AddSingleton<ExecutionPlanner>()
            .AddSingleton<JobWait>()
            .AddSingleton<OutputReader>()
            .AddSingleton<ResultDocument>()
            .AddSingleton<JobResults>()
            .AddSingleton<OgcEndpoint>()
            .AddSingleton<OgcProcesses>()
            .AddSingleton<OgcExecution>()
            .AddSingleton<OgcJobs>()
            .AddSingleton<IRunFollower, JobFollower>();
    }
}
