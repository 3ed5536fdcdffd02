using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

internal static class LogAnalyticsServices
{
    public static IServiceCollection AddLogAnalytics(this IServiceCollection services)
    {
        services.AddOptions<LogAnalyticsOptions>()
            .BindConfiguration("Arm:LogAnalytics").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<LogStore>()
            .AddSingleton<LogCollector>()
            .AddSingleton<IContainerLogs>(provider => provider.GetRequiredService<LogCollector>())
            .AddHostedService<LogCollection>();
    }
}
