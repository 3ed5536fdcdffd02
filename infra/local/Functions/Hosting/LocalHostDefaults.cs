using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Local.Functions.Hosting;

internal static class LocalHostDefaults
{
    public static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });

    public static void AddHttp(IServiceCollection services) => services.AddMvcCore();
}
