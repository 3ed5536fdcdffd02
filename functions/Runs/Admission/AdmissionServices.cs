using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Runs.Admission;

internal static class AdmissionServices
{
    /// <summary>Needs <see cref="TableServiceClient"/>, <see cref="RunOptions"/>, the workspaces and a time provider.</summary>
    public static IServiceCollection AddRunAdmission(this IServiceCollection services)
    {
        services.AddOptions<AdmissionOptions>()
            .BindConfiguration(AdmissionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton(provider => new AdmissionTable(
                provider.GetRequiredService<TableServiceClient>().GetTableClient(AdmissionTable.Name)))
            .AddHostedService(provider => provider.GetRequiredService<AdmissionTable>())
            .AddSingleton<QueueLimits>()
            .AddSingleton<IAdmissions, Admissions>()
            .AddSingleton<SessionSeats>()
            .AddSingleton<RunAdmission>();
    }
}
