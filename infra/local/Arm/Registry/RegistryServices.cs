namespace CloudWorkspaces.Local.Arm.Registry;

internal static class RegistryServices
{
    public static IServiceCollection AddRegistries(this IServiceCollection services)
    {
        services.AddOptions<RegistryOptions>().BindConfiguration("Arm:Registry");
        return services
            .AddSingleton<BuildStore>()
            .AddSingleton<BuildProcess>()
            .AddSingleton<BuildQueue>()
            .AddHostedService(provider => provider.GetRequiredService<BuildQueue>());
    }
}
