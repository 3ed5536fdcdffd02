using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Outbound;

internal static class OutboundServices
{
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.AddOptions<OutboundOptions>().BindConfiguration(OutboundOptions.Section);
        return services.AddSingleton<OutboundHttp>();
    }
}
