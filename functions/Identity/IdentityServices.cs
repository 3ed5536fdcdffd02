using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

internal static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityValidation>();
        return services
            .AddSingleton<TokenStore>()
            .AddHostedService(provider => provider.GetRequiredService<TokenStore>())
            .AddSingleton<Administrators>()
            .AddSingleton<ConfiguredCallers>()
            .AddSingleton<StoredCallers>()
            .AddSingleton<ICallers, Callers>()
            .AddSingleton<TokenIssue>()
            .AddSingleton<AuditLog>()
            .AddSingleton<AccessRules>()
            .AddHostedService<AccessCheck>();
    }
}
