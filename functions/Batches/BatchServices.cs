using CloudWorkspaces.Batches.Orchestration;
using CloudWorkspaces.Batches.Parameters;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Batches;

internal static class BatchServices
{
    public static IServiceCollection AddBatches(this IServiceCollection services) => services
        .AddSingleton<BatchTables>()
        .AddHostedService(provider => provider.GetRequiredService<BatchTables>())
        .AddSingleton<BatchStore>()
        .AddSingleton<BatchItemStore>()
        .AddSingleton<BatchSources>()
        .AddSingleton<ItemReader>()
        .AddSingleton<BatchChecks>()
        .AddSingleton<BatchStarts>()
        .AddSingleton<BatchIntake>()
        .AddSingleton<BatchLookup>()
        .AddSingleton<BatchRuns>()
        .AddSingleton<IWorkspaceWork, BatchWork>()
        .AddSingleton<IWorkspaceContent, BatchContent>()
        .AddSingleton<BatchEnds>()
        .AddSingleton<IRunFollower>(provider => provider.GetRequiredService<BatchEnds>());
}
