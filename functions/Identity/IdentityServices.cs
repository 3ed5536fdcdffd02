using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

internal static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityValidation>();
        return services.AddSingleton<ICallers, ConfiguredCallers>();
    }
}
