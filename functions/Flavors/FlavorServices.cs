using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Flavors;

internal static class FlavorServices
{
    public static IServiceCollection AddFlavors(this IServiceCollection services)
    {
        services.AddOptions<FlavorsOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                configuration.GetSection(FlavorsOptions.Section).Bind(options.Items))
            .ValidateOnStart();
        services.AddOptions<NetworksOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                configuration.GetSection(NetworksOptions.Section).Bind(options.Items));
        services.AddSingleton<IValidateOptions<FlavorsOptions>, FlavorsValidation>();
        services.AddSingleton<IRegion, ArmRegion>();
        services.AddSingleton<FlavorOffers>();
        return services.AddSingleton<IFlavors, ConfiguredFlavors>();
    }
}
