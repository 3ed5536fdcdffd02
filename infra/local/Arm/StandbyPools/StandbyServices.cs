namespace CloudWorkspaces.Local.Arm.StandbyPools;

internal static class StandbyServices
{
    public static IServiceCollection AddStandbyPools(this IServiceCollection services)
    {
        services.AddOptions<StandbyOptions>().BindConfiguration("Arm:StandbyPools")
            .Validate(
                options => options.Interval > TimeSpan.Zero && options.RetryInterval > TimeSpan.Zero,
                "Arm:StandbyPools: Interval and RetryInterval must be positive.")
            .ValidateOnStart();
        return services
            .AddSingleton<StandbyPoolStore>()
            .AddSingleton<StandbySignal>()
            .AddSingleton<StandbyReuse>()
            .AddSingleton<StandbyKeeper>()
            .AddHostedService(provider => provider.GetRequiredService<StandbyKeeper>());
    }
}
