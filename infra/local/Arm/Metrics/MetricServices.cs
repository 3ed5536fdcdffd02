namespace CloudWorkspaces.Local.Arm.Metrics;

internal static class MetricServices
{
    public static IServiceCollection AddGroupMetrics(this IServiceCollection services)
    {
        services.AddOptions<MetricsOptions>().BindConfiguration("Arm:Metrics").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<MetricStore>().AddHostedService<MetricSampling>();
    }
}
