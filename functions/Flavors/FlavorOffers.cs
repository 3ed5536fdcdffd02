using CloudWorkspaces.Http;

namespace CloudWorkspaces.Flavors;

/// <summary>The flavors as they can be had today.</summary>
public sealed class FlavorOffers(IFlavors flavors, IRegion region)
{
    /// <summary>Smallest first.</summary>
    public async Task<IReadOnlyList<FlavorOffer>> ListAsync(CancellationToken cancellationToken)
    {
        var limits = await region.LimitsAsync(cancellationToken);
        return [.. flavors.All.Select(flavor => new FlavorOffer(flavor, FlavorRules.WhyUnavailable(flavor, limits)))];
    }

    /// <summary>The flavor of that name, or null and an error that says what there is.</summary>
    public async Task<Flavor?> ChooseAsync(
        string name, RequestErrors errors, CancellationToken cancellationToken, string field = "flavor")
    {
        var offers = await ListAsync(cancellationToken);
        var offer = offers.FirstOrDefault(one => one.Flavor.Name == name);
        if (offer is { Unavailable: null })
        {
            return offer.Flavor;
        }

        var there = string.Join(", ", offers.Where(one => one.Unavailable is null).Select(one => one.Flavor.Name));
        errors.Add(field, offer is null
            ? $"names '{name}', which does not exist. There is: {there}."
            : $"names '{name}', which cannot be had. {offer.Unavailable} There is: {there}.");
        return null;
    }
}
