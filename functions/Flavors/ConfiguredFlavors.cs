using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Flavors;

/// <summary>The flavors of the settings.</summary>
internal sealed class ConfiguredFlavors(IOptions<FlavorsOptions> options) : IFlavors
{
    public IReadOnlyList<Flavor> All { get; } =
    [
        .. options.Value.Items
            .Select(item => new Flavor { Name = item.Key, Cpu = item.Value.Cpu, MemoryGiB = item.Value.MemoryGiB })
            .OrderBy(flavor => flavor.Cpu).ThenBy(flavor => flavor.MemoryGiB).ThenBy(flavor => flavor.Name),
    ];

    public Flavor? Find(string name) => All.FirstOrDefault(flavor => flavor.Name == name);
}
