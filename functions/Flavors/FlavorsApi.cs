using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Flavors;

/// <summary><c>/api/flavors</c>.</summary>
public sealed class FlavorsApi(FlavorOffers offers)
{
    [Function("FlavorList")]
    [ForEveryUser]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/flavors")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ApiJson.Result(new { Items = (await offers.ListAsync(cancellationToken)).Select(View) });

    private static object View(FlavorOffer offer) => new
    {
        offer.Flavor.Name,
        offer.Flavor.Cpu,
        offer.Flavor.MemoryGiB,
        offer.Flavor.Gpu,
        offer.Flavor.CacheGiB,
        offer.Flavor.Network,
        offer.Flavor.PricePerHour,
        Available = offer.Unavailable is null,
        Reason = offer.Unavailable,
    };
}
