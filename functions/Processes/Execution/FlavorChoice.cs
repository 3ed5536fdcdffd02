using CloudWorkspaces.Flavors;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>Chooses a flavor by amounts.</summary>
internal static class FlavorChoice
{
    /// <param name="offers">Smallest first.</param>
    /// <param name="cpu">vCPU.</param>
    /// <param name="memory">Bytes.</param>
    /// <returns>The first without a GPU that has both; null if there is none.</returns>
    public static Flavor? Least(IReadOnlyList<FlavorOffer> offers, double cpu, double memory) => offers
        .Where(offer => offer.Unavailable is null && offer.Flavor.Gpu == 0)
        .Select(offer => offer.Flavor)
        .Where(flavor => flavor.Cpu >= cpu && flavor.MemoryGiB * (1L << 30) >= memory)
        .OrderBy(flavor => flavor.MemoryGiB)
        .ThenBy(flavor => flavor.Cpu)
        .FirstOrDefault();

    public static string Describe(Flavor flavor) => FormattableString.Invariant($"{flavor.Name} ({flavor.Cpu} vCPU, {flavor.MemoryGiB} GiB)");
}
