using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments;

internal static class EnvironmentServices
{
    public static IServiceCollection AddEnvironments(this IServiceCollection services)
    {
        services.AddOptions<EnvironmentsOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                configuration.GetSection(EnvironmentsOptions.Section).Bind(options.Items))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<EnvironmentsOptions>, EnvironmentsValidation>();
        return services.AddSingleton<IEnvironments, ConfiguredEnvironments>();
    }
}
