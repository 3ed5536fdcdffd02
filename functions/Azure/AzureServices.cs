using Azure.Data.Tables;
using Azure.Identity;
using Azure.ResourceManager;
using Azure.ResourceManager.ContainerInstance;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.AzureServices;

/// <summary>The clients of ARM, blobs and tables, as the settings have them.</summary>
public static class AzureServices
{
    public static IServiceCollection AddAzureClients(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ArmOptions>().BindConfiguration(ArmOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton(provider => Blobs(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddSingleton(provider => Tables(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddSingleton<IBlobSas, BlobSas>();
        services.AddSingleton(provider => ArmClients.Create(provider.GetRequiredService<IOptions<ArmOptions>>().Value));
        services.AddSingleton(provider => Groups(
            provider.GetRequiredService<ArmClient>(), provider.GetRequiredService<IOptions<ArmOptions>>().Value));
        return services;
    }

    private static BlobServiceClient Blobs(StorageOptions options) => options.ConnectionString is { Length: > 0 } connection
        ? new BlobServiceClient(connection)
        : new BlobServiceClient(options.BlobServiceUri, new DefaultAzureCredential());

    /// <summary>A request about rows that has no answer after so long will have none, and is tried again.</summary>
    private static TableServiceClient Tables(StorageOptions options)
    {
        TableClientOptions client = new() { Retry = { NetworkTimeout = TimeSpan.FromSeconds(20) } };
        return options.ConnectionString is { Length: > 0 } connection
            ? new TableServiceClient(connection, client)
            : new TableServiceClient(options.TableServiceUri, new DefaultAzureCredential(), client);
    }

    private static ContainerGroupCollection Groups(ArmClient client, ArmOptions options) => client
        .GetResourceGroupResource(Azure.ResourceManager.Resources.ResourceGroupResource.CreateResourceIdentifier(
            options.SubscriptionId, options.ResourceGroup))
        .GetContainerGroups();
}
