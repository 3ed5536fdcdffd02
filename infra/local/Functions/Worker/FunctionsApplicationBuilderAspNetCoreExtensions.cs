using CloudWorkspaces.Local.Functions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Serves HTTP triggers with ASP.NET Core's request and result types.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        LocalHostDefaults.AddHttp(builder.Services);
        return builder;
    }
}
