using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Workspaces.Usage;

internal static class UsageServices
{
    /// <summary>Needs the table service client, the queues of runs and a time provider.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddSingleton<CostTables>()
        .AddHostedService(provider => provider.GetRequiredService<CostTables>())
        .AddSingleton<CostBooks>()
        .AddSingleton<ICostLedger, CostLedger>()
        .AddSingleton<IWorkspaceUsage, WorkspaceUsage>();
}
