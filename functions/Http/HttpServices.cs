using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Http.OpenApi;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Http;

internal static class HttpServices
{
    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.AddOptions<HttpOptions>()
            .BindConfiguration(HttpOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        // Every reader of a body has a limit of its own. The server's would close the connection while the caller
        // still sends, which hides the answer.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        services.AddSingleton<IdempotencyStore>().AddHostedService(provider => provider.GetRequiredService<IdempotencyStore>());
        foreach (var description in typeof(HttpServices).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IApiDescription))))
        {
            services.AddSingleton(typeof(IApiDescription), description);
        }

        return services.AddSingleton<ApiRoutes>().AddSingleton<ApiDocument>();
    }
}
