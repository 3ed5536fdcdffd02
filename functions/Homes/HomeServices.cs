using Azure.Storage;
using Azure.Storage.Files.Shares;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Homes;

internal static class HomeServices
{
    /// <summary>Shares are made and removed when the settings name their account and its endpoint.</summary>
    public static IServiceCollection AddHomes(this IServiceCollection services)
    {
        services.AddOptions<HomeOptions>().BindConfiguration(HomeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HomeOptions>, HomeValidation>();
        return services.AddSingleton<IHomes>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<HomeOptions>>();
            return options.Value is { AccountName.Length: > 0, Endpoint: not null }
                ? new ShareHomes(Client(options.Value), options)
                : new NoHomes();
        });
    }

    private static ShareServiceClient Client(HomeOptions options)
    {
        var client = new ShareClientOptions();
        if (options.CertificateThumbprint is { Length: > 0 } thumbprint)
        {
            client.Transport = PinnedTransport.Create(thumbprint);
        }

        return new ShareServiceClient(
            options.Endpoint, new StorageSharedKeyCredential(options.AccountName, options.AccountKey), client);
    }
}
