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
        services.AddSingleton<RunTables>();
        services.AddHostedService(provider => provider.GetRequiredService<RunTables>());
        services.AddSingleton<RunDirectory>();
        services.AddSingleton<RunLister>();
        services.AddSingleton<IRunStore, RunStore>();
        services.AddSingleton<RunBlobStore>();
        services.AddSingleton<NotebookSource>();
        services.AddSingleton<RunSubmissionReader>();
        services.AddSingleton<RunChecks>();
        services.AddSingleton<RunIntake>();
        services.AddSingleton<RunCancellation>();
        return services.AddSingleton<RunLookup>();
    }
}
