using CloudWorkspaces.Homes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

public sealed class HomeServicesTests
{
    [Theory]
    [InlineData("", "", "", typeof(NoHomes))]
    [InlineData("", "", "https://127.0.0.1:1/homes", typeof(NoHomes))]
    [InlineData("homes", "a2V5", "", typeof(NoHomes))]
    [InlineData("homes", "a2V5", "https://127.0.0.1:1/homes", typeof(ShareHomes))]
    public void AddHomes_Settings_DecideWhetherSharesAreMade(string account, string key, string endpoint, Type homes)
    {
        using var provider = Provider(account, key, endpoint);

        Assert.IsType(homes, provider.GetRequiredService<IHomes>());
    }

    [Theory]
    [InlineData("homes", "", "", "The AccountKey field is required.")]
    [InlineData("", "a2V5", "", "The AccountName field is required.")]
    [InlineData("homes", "a2V5", "http://127.0.0.1:1/homes", "Homes:Endpoint must be an https address.")]
    public void AddHomes_IncompleteSettings_AreNamed(string account, string key, string endpoint, string failure)
    {
        using var provider = Provider(account, key, endpoint);

        var refusal = Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IOptions<HomeOptions>>().Value);

        Assert.Contains(failure, refusal.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(string account, string key, string endpoint)
    {
        Dictionary<string, string?> settings = new() { ["Homes:AccountName"] = account, ["Homes:AccountKey"] = key };
        if (endpoint.Length > 0)
        {
            settings["Homes:Endpoint"] = endpoint;
        }

        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddHomes()
            .BuildServiceProvider();
    }
}
