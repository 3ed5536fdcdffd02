using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Events;

internal static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddOptions<EventOptions>()
            .BindConfiguration(EventOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddSingleton<ChangeSignals>().AddSingleton<EventStreams>();
    }
}
