using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Flavors;

/// <summary>The flavors of the settings.</summary>
internal sealed class ConfiguredFlavors(IOptions<FlavorsOptions> options, IOptions<NetworksOptions> networks) : IFlavors
{
    public IReadOnlyList<Flavor> All { get; } =
    [
        .. options.Value.Items
            .Select(item => From(item.Key, item.Value, networks.Value))
            .OrderBy(flavor => flavor.Cpu).ThenBy(flavor => flavor.MemoryGiB).ThenBy(flavor => flavor.Name),
    ];

    public Flavor? Find(string name) => All.FirstOrDefault(flavor => flavor.Name == name);

    private static Flavor From(string name, FlavorOptions options, NetworksOptions networks) => new()
    {
        Name = name,
        Cpu = options.Cpu,
        MemoryGiB = options.MemoryGiB,
        Gpu = options.Gpu,
        CacheGiB = options.CacheGiB,
        Network = options.Network,
        SubnetId = networks.Items.GetValueOrDefault(options.Network)?.SubnetId,
        PricePerHour = options.PricePerHour,
    };
}
