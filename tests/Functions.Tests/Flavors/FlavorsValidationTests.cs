using CloudWorkspaces.Flavors;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Flavors;

public sealed class FlavorsValidationTests
{
    private const string Subnet =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n";

    private readonly NetworksOptions _networks = new();

    [Fact]
    public void Validate_NetworksThatAreThere_Succeeds()
    {
        _networks.Items["inside"] = new NetworkOptions { SubnetId = Subnet };

        Assert.True(Validate("public").Succeeded);
        Assert.True(Validate("inside").Succeeded);
    }

    [Fact]
    public void Validate_WrongNetworks_AreAllNamed()
    {
        _networks.Items["public"] = new NetworkOptions { SubnetId = Subnet };
        _networks.Items["whole"] = new NetworkOptions { SubnetId = Subnet[..Subnet.IndexOf("/subnets", StringComparison.Ordinal)] };
        _networks.Items["nothing"] = new NetworkOptions();

        Assert.Equal(
            [
                "Networks:public: 'public' is no subnet's name.",
                $"Networks:whole:SubnetId must be the resource id of a subnet, not '{_networks.Items["whole"].SubnetId}'.",
                "Networks:nothing:SubnetId must be the resource id of a subnet, not ''.",
                "Flavors:f:Network names 'outside', which is not in Networks.",
            ],
            Validate("outside").Failures);
    }

    private ValidateOptionsResult Validate(string network)
    {
        var flavors = new FlavorsOptions { Items = { ["f"] = new FlavorOptions { Cpu = 1, MemoryGiB = 1, Network = network } } };
        return new FlavorsValidation(Options.Create(_networks)).Validate(null, flavors);
    }
}
