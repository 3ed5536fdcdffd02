using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Flavors;

/// <summary>The flavors of the settings.</summary>
internal sealed class ConfiguredFlavors(IOptions<FlavorsOptions> options) : IFlavors
{
    public IReadOnlyList<Flavor> All { get; } =
    [
        .. options.Value.Items
            .Select(item => From(item.Key, item.Value))
            .OrderBy(flavor => flavor.Cpu).ThenBy(flavor => flavor.MemoryGiB).ThenBy(flavor => flavor.Name),
    ];

    public Flavor? Find(string name) => All.FirstOrDefault(flavor => flavor.Name == name);

    private static Flavor From(string name, FlavorOptions options) => new()
    {
        Name = name,
        Cpu = options.Cpu,
        MemoryGiB = options.MemoryGiB,
        Gpu = options.Gpu,
        CacheGiB = options.CacheGiB,
        PricePerHour = options.PricePerHour,
    };
}
