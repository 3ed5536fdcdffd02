using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Parity;

internal static class ParityServices
{
    /// <summary>Needs runs and sessions.</summary>
    public static IServiceCollection AddParity(this IServiceCollection services) => services
        .AddSingleton<ParityReports>()
        .AddSingleton<ParityIntake>();
}
