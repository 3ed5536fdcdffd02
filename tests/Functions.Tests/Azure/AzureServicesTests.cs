using Azure.Data.Tables;
using Azure.ResourceManager.ContainerInstance;
using Azure.Storage.Blobs;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.AzureServices;

public sealed class AzureServicesTests
{
    private static readonly Dictionary<string, string?> Cloud = new()
    {
        ["Storage:ConnectionString"] = "",
        ["Storage:BlobServiceUri"] = "https://account.blob.core.windows.net",
        ["Storage:TableServiceUri"] = "https://account.table.core.windows.net",
        ["Arm:Token"] = "",
        ["Arm:CertificateThumbprint"] = "",
        ["Arm:SubscriptionId"] = "00000000-0000-0000-0000-000000000001",
        ["Arm:ResourceGroup"] = "rg",
        ["Arm:Location"] = "westeurope",
    };

    [Fact]
    public async Task AddAzureClients_CloudSettings_MakesEveryClientWithoutACall()
    {
        await using var services = Services(Cloud);

        services.GetRequiredService<IStartupValidator>().Validate();
        var blobs = services.GetRequiredService<BlobServiceClient>();
        Assert.Equal("https://account.blob.core.windows.net/", blobs.Uri.AbsoluteUri);
        Assert.False(blobs.CanGenerateAccountSasUri);
        Assert.Equal("account", services.GetRequiredService<TableServiceClient>().AccountName);
        Assert.Equal("rg", services.GetRequiredService<ContainerGroupCollection>().Id.ResourceGroupName);
        Assert.NotNull(services.GetRequiredService<IBlobSas>());
    }

    [Fact]
    public async Task AddAzureClients_ConnectionString_IsUsedInPlaceOfTheAddresses()
    {
        await using var services = Services(With("Storage:ConnectionString", "UseDevelopmentStorage=true"));

        Assert.True(services.GetRequiredService<BlobServiceClient>().CanGenerateAccountSasUri);
        Assert.Equal("devstoreaccount1", services.GetRequiredService<TableServiceClient>().AccountName);
    }

    [Theory]
    [InlineData("Storage:TableServiceUri", null, "Storage:TableServiceUri")]
    [InlineData("Storage:ContainerEndpoint", "account/blobs", "'account/blobs' is not an absolute address")]
    [InlineData("Arm:Endpoint", "http://127.0.0.1:7443", "Arm:Endpoint must be an https address")]
    [InlineData("Arm:CertificateThumbprint", "abc", "CertificateThumbprint")]
    [InlineData("Arm:SubscriptionId", null, "SubscriptionId")]
    [InlineData("Arm:ResourceGroup", "", "ResourceGroup")]
    public async Task AddAzureClients_WrongSetting_IsNamedAtTheStart(string name, string? value, string message)
    {
        await using var services = Services(With(name, value));

        var failure = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_Options_KeepsTheirSecrets()
    {
        Assert.DoesNotContain("hidden", $"{new ArmOptions { Token = "hidden" }}", StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", $"{new StorageOptions { ConnectionString = "hidden" }}", StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> With(string name, string? value) => new(Cloud) { [name] = value };

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddSingleton(TimeProvider.System)
        .AddAzureClients()
        .BuildServiceProvider();
}
