using CloudWorkspaces.Runs.Events;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Runs.Lists;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Runs.Parameters;
using CloudWorkspaces.Runs.Progress;
using CloudWorkspaces.Runs.Provenance;
using CloudWorkspaces.Runs.Retention;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Runs;

internal static class RunServices
{
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddOptions<RunOptions>()
            .BindConfiguration(RunOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.DefaultTimeoutSeconds <= options.MaxTimeoutSeconds,
                "Runs:DefaultTimeoutSeconds must not exceed Runs:MaxTimeoutSeconds.")
            .ValidateOnStart();
        services.AddOptions<GitOptions>().BindConfiguration(GitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<GitSources>();
        services.AddSingleton<RunTables>();
        services.AddHostedService(provider => provider.GetRequiredService<RunTables>());
        services.AddSingleton(new RunListSizes());
        services.AddSingleton<RunListTable>();
        services.AddSingleton<RunListChunks>();
        services.AddSingleton<RunListReader>();
        services.AddSingleton<RunLists>();
        services.AddSingleton<OpenRuns>();
        services.AddSingleton<RunLister>();
        services.AddSingleton<IRunStore, RunStore>();
        services.AddHostedService<RunMigration>();
        services.AddSingleton<RunBlobStore>();
        services.AddSingleton<NotebookSource>();
        services.AddSingleton<RunSubmissionReader>();
        services.AddSingleton<NotebookSchemas>();
        services.AddSingleton<ParameterChecks>();
        services.AddSingleton(provider => new NotebookInspection(
            provider.GetRequiredService<Containers.WorkloadGroups>(),
            provider.GetRequiredService<Flavors.FlavorOffers>(),
            provider.GetRequiredService<Agents.IAgentBlobs>(),
            provider.GetRequiredService<Agents.AgentKeys>(),
            provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<AzureServices.ArmOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<NotebookSchemaReader>();
        services.AddSingleton<RunChecks>();
        services.AddSingleton<RunIntake>();
        services.AddSingleton<RunRerun>();
        services.AddSingleton<ProvenanceReader>();
        services.AddSingleton<RunCancellation>();
        services.AddSingleton<RunRemoval>();
        services.AddSingleton<RunRetention>();
        services.AddSingleton<RunPaces>();
        services.AddHostedService(provider => provider.GetRequiredService<RunPaces>());
        services.AddSingleton<IRunFollower>(provider => provider.GetRequiredService<RunPaces>());
        services.AddSingleton<IWorkspaceContent>(provider => provider.GetRequiredService<RunPaces>());
        services.AddSingleton<RunViews>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunLogReader>();
        return services.AddSingleton<RunLookup>();
    }
}
