using Azure.Data.Tables;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Secrets;

internal static class SecretServices
{
    /// <summary>Needs the table service client and a time provider.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddOptions<SecretOptions>().BindConfiguration(SecretOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SecretTable>();
        services.AddHostedService(provider => provider.GetRequiredService<SecretTable>());
        services.AddSingleton(Vault);
        services.AddHostedService<SecretVaultStart>();
        return services
            .AddSingleton<SecretStore>()
            .AddSingleton<SecretValues>()
            .AddSingleton<IDeliveredSecrets>(provider => provider.GetRequiredService<SecretValues>())
            .AddSingleton<IKeptValues, KeptValues>()
            .AddSingleton<IWorkspaceContent, SecretContent>();
    }

    private static ISecretVault Vault(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SecretOptions>>().Value;
        return options.VaultUri is { } address
            ? new KeyVault(new SecretClient(address, new DefaultAzureCredential()))
            : new TableVault(
                provider.GetRequiredService<TableServiceClient>(),
                new SecretCipher(
                    Convert.FromBase64String(options.Key!), options.FormerKeys.Select(Convert.FromBase64String)),
                provider.GetRequiredService<ILogger<TableVault>>());
    }
}
